/** The table of control calls. `:key` and `:id` are parts of the path. */
import type { CallLog } from "./calls.ts";
import { catalogue } from "./catalogue.ts";
import type { Context } from "./context.ts";
import * as bodies from "./control-bodies.ts";
import * as act from "./control-world.ts";
import { DrivenRun } from "./driven/driven-run.ts";
import type { FaultQueue } from "./fault-queue.ts";

export type ControlCall = { context: Context; body: unknown; key: string; id: string };

const NO_BROWSER = { memory: null, browserPid: null };
const NEWEST_CALLS = 20;
const DONE = { ok: true };

function resetCalls(calls: CallLog): typeof DONE {
  calls.reset();
  return DONE;
}

function setFaults(queue: FaultQueue, body: unknown): typeof DONE {
  queue.replace(bodies.faultsBody.parse(body).faults);
  return DONE;
}

function addFaults(queue: FaultQueue, body: unknown) {
  queue.add(bodies.faultsBody.parse(body).faults);
  return { faults: queue.waiting() };
}

/** What the control page shows of a key. */
function nowOf({ context, key }: ControlCall) {
  const { outageUntilMs } = context;
  return {
    faults: context.faults.of(key).waiting(),
    outage: Date.now() < outageUntilMs,
    log: context.calls.of(key).log.slice(-NEWEST_CALLS),
  };
}

function setOutage(context: Context, ms: number): typeof DONE {
  context.outageUntilMs = Date.now() + ms;
  return DONE;
}

const callsOf = ({ byEndpoint, log, total }: CallLog) => ({ byEndpoint, log, total });

function logOf({ context, key, id }: ControlCall) {
  const run = act.runOf(context, key, id);
  const { log: transitions, answers, clicks, result } = run;
  const { memory, browserPid } = run instanceof DrivenRun ? run : NO_BROWSER;
  return { transitions, answers, clicks, result, memory, browserPid };
}

export const CONTROL_ROUTES: Record<string, (call: ControlCall) => unknown> = {
  "GET /browser": ({ context }) => context.browser,
  "GET /scripts": () => ({ scripts: [...catalogue.keys()] }),

  "GET /keys": ({ context }) => ({
    keys: [...context.world.accounts.values()].map(({ key, dialect }) => ({ key, dialect })),
  }),
  "POST /keys": ({ context, body }) => act.addKey(context, bodies.keyBody.parse(body)),
  "DELETE /keys/:key": ({ context, key }) => ({ revoked: context.world.revoke(key) }),

  "POST /keys/:key/tasks": ({ context, body, key }) =>
    act.addTask(context, key, bodies.taskBody.parse(body)),
  "POST /keys/:key/tasks/bulk": ({ context, body, key }) =>
    act.addBulk(context, key, bodies.bulkBody.parse(body)),
  "GET /keys/:key/tasks/:id": ({ context, key, id }) => ({ runs: act.runsOf(context, key, id) }),
  "POST /keys/:key/tasks/:id": ({ context, body, key, id }) =>
    act.changeTask(context, key, id, bodies.taskChangeBody.parse(body)),
  "POST /keys/:key/tasks/:id/runs": ({ context, body, key, id }) =>
    act.addRun(context, key, id, bodies.runBody.parse(body)),

  "POST /keys/:key/runs/:id/advance": ({ context, body, key, id }) =>
    act.advance(act.replayOf(context, key, id), bodies.advanceBody.parse(body).steps),
  "POST /keys/:key/runs/:id/sample": ({ context, body, key, id }) =>
    act.setSample(act.replayOf(context, key, id), bodies.sampleBody.parse(body)),
  "GET /keys/:key/runs/:id/log": logOf,

  "GET /keys/:key/calls": ({ context, key }) => callsOf(context.calls.of(key)),
  "DELETE /keys/:key/calls": ({ context, key }) => resetCalls(context.calls.of(key)),
  "GET /calls": ({ context }) => callsOf(context.allCalls),
  "DELETE /calls": ({ context }) => resetCalls(context.allCalls),

  "PUT /keys/:key/faults": ({ context, body, key }) => setFaults(context.faults.of(key), body),
  "POST /keys/:key/faults": ({ context, body, key }) => addFaults(context.faults.of(key), body),
  "DELETE /keys/:key/faults/:id": ({ context, key, id }) => ({
    removed: context.faults.of(key).remove(Number(id)),
  }),
  "GET /keys/:key/now": nowOf,
  "DELETE /keys/:key/faults": ({ context, key }) =>
    setFaults(context.faults.of(key), { faults: [] }),
  "PUT /faults": ({ context, body }) => setFaults(context.commonFaults, body),
  "DELETE /faults": ({ context }) => setFaults(context.commonFaults, { faults: [] }),

  "POST /outage": ({ context, body }) =>
    setOutage(context, bodies.outageBody.parse(body).ms ?? Number.POSITIVE_INFINITY),
  "DELETE /outage": ({ context }) => setOutage(context, 0),
};
