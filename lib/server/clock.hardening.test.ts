import { beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { FakeUpstream } from "@/e2e/support/fake-upstream";
import { figure } from "@/e2e/support/figures";
import { KEY, OWNER, running, YEAR_MS } from "@/e2e/support/recorder-world";
import { inEachStore } from "@/e2e/support/stores";
import { timelineItems } from "@/lib/run/timeline";
import { Recorder } from "@/lib/server/recorder/recorder";
import { transitionsOf } from "@/lib/server/runs/told-transitions";
import type { Runtime } from "@/lib/server/runtime";
import { sealBox } from "@/lib/server/seal-box";
import { readSession, signIn } from "@/lib/server/session/session";
import { openAnswerLink } from "@/lib/server/shares/answer-link";
import { openShare } from "@/lib/server/shares/open-share";
import { publicState } from "@/lib/server/shares/public-state";
import { hashOfSecret, newShare } from "@/lib/server/shares/secret";
import type { Store } from "@/lib/server/store/store";

/** A database answers in real time, however the clock of the test runs. */
const SEEN_WITHIN_MS = 30_000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RUN = { owner: OWNER, taskId: "task", runId: "r1" };
const BOX = sealBox("a-secret-that-two-instances-share-1234", "samples");
const SECRETS = {
  sessionPasswords: { "1": "a-secret-of-more-than-thirty-two-characters" },
  ownerSecret: "another-secret-of-more-than-32-characters",
};
/** Which way somebody sets the clock, in the middle of a run and then back to what it was. */
const JUMPS = [
  ["forth", DAY_MS],
  ["back", -DAY_MS],
] as const;

let stories = 0;
let stayedOver = 0;
/** How many of each a store is to show. */
const STORIES = 4;
const ENDED_THINGS = 6;

inEachStore("a clock that is set off by a day", (open) => {
  let store: Store;
  let clock: FakeClock;
  let upstream: FakeUpstream;
  let recorder: Recorder;
  let runtime: Runtime;

  beforeEach(async () => {
    store = await open();
    clock = new FakeClock(Date.now());
    upstream = new FakeUpstream(clock);
    begin();
    await store.tasks.take(OWNER, [{ id: "task", name: "A", active: true }], null, clock.now());
  });

  /** @param box as instances have it that share a store */
  function begin(box: typeof BOX | null = null): void {
    recorder?.keyring.drop(OWNER);
    recorder = new Recorder(store, clock, upstream.transport, box);
    recorder.keyring.hold(OWNER, KEY, "session", clock.now() + YEAR_MS);
    runtime = { store, clock, recorder, secrets: SECRETS } as unknown as Runtime;
  }

  /** Somebody looks at the run, twice a second of its clock, until it is recorded to say `words`. */
  async function seen(words: string): Promise<void> {
    const lateMs = performance.now() + SEEN_WITHIN_MS;
    while (performance.now() < lateMs) {
      recorder.watch(OWNER, "task").look();
      await clock.advance(500);
      const run = await store.runs.find(RUN);
      if (run?.step === words || run?.state === words) return;
    }
    throw new Error(`${words} was not recorded`);
  }

  async function tell(words: string): Promise<void> {
    upstream.present = running(words);
    await seen(words);
  }

  describe.each(JUMPS)("%s", (_, ms) => {
    test.each([
      ["one process", null],
      ["instances that share the store", BOX],
    ])("keeps the order of what %s records, and tells no negative length", async (_, box) => {
      begin(box);
      upstream.start("r1", running("one"));
      await seen("one");
      clock.jump(ms);
      await tell("two");
      await tell("three");
      clock.jump(-ms);
      await tell("four");
      upstream.end("completed");
      await seen("completed");
      const { transitions } = await transitionsOf(runtime, RUN, { limit: 200 });
      // Where a database takes its time, the fake clock has gone on meanwhile.
      const told = transitions
        .filter(({ kind }) => kind !== "gap")
        .map(({ kind, step }) => `${kind} ${step}`);
      expect(told).toEqual(["step one", "step two", "step three", "step four", "end completed"]);
      expect(transitions.map(({ seq }) => seq)).toEqual(transitions.map((_, at) => at + 1));
      const lengths = timelineItems(transitions).map(({ durationMs }) => durationMs ?? 0);
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(0);
      stories += 1;
    });

    test("lets nobody else take over what an instance watches", async () => {
      begin(BOX);
      upstream.start("r1", running("one"));
      await seen("one");
      const holder = async () =>
        (await store.leases.find({ owner: OWNER, taskId: "task" }))?.holder;
      const before = await holder();
      expect(before).toEqual(expect.any(String));
      clock.jump(ms);
      await tell("two");
      expect(await holder()).toBe(before);
    });
  });

  /** A link that lasts an hour. @param callId of the question it answers, if it does */
  async function link(callId: string | null) {
    const { id, secret } = newShare();
    const include = {
      include_task_name: 1,
      include_result: 0,
      include_tool_calls: 0,
      include_live: 0,
    };
    const share = {
      id,
      secret_hash: hashOfSecret(secret),
      owner: OWNER,
      task_id: "task",
      run_id: "r1",
      tool_call_id: callId,
      label: null,
      ...include,
      badge: 1 as const,
      card: 1 as const,
      created_at: clock.now(),
      expires_at: clock.now() + HOUR_MS,
      sealed_key: null,
    };
    await store.shares.insert(share as Parameters<Store["shares"]["insert"]>[0], 10);
    return { id, header: `Share ${secret}` };
  }

  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => "open",
      (error: { code: string }) => error.code,
    );

  const doors = {
    "a share": (id: string, header: string) => outcome(openShare(runtime, id, header)),
    "an answer link": (id: string, header: string) => outcome(openAnswerLink(runtime, id, header)),
    "a badge": async (id: string) => {
      const { found } = await publicState(runtime, id, "badge");
      return found === "state" ? "open" : "share_ended";
    },
  };

  test.each(Object.entries(doors))("%s that was over stays over", async (name, door) => {
    await store.runs.add(OWNER, "task", [{ id: "r1", created_at: clock.now() }]);
    const { id, header } = await link(name === "an answer link" ? "c1" : null);
    expect(await door(id, header)).toBe("open");
    clock.jump(DAY_MS);
    expect(await door(id, header)).toBe("share_ended");
    clock.jump(-DAY_MS);
    expect(await door(id, header)).toBe("share_ended");
    stayedOver += 1;
  });

  test("a revoked link stays revoked", async () => {
    const { id, header } = await link(null);
    await store.shares.revoke(OWNER, id, clock.now());
    clock.jump(-DAY_MS);
    expect(await doors["a share"](id, header)).toBe("share_ended");
    stayedOver += 1;
  });

  test("a session that was over stays over, and one signed out of too", async () => {
    const transport = async () => ({
      status: 200,
      body: '{"success":true,"data":"ok"}',
      retryAfter: null,
      date: null,
    });
    const running = { ...runtime, transport } as Runtime;
    const { caller, cookie } = await signIn(running, KEY.apiKey, undefined);
    expect(await readSession(running, cookie, false)).toEqual(caller);
    clock.jump(DAY_MS);
    expect(await readSession(running, cookie, false)).toBeNull();
    clock.jump(-DAY_MS);
    expect(await readSession(running, cookie, false)).toBeNull();

    const second = await signIn(running, KEY.apiKey, undefined);
    await store.sessions.end(second.caller.sid ?? "", clock.now());
    clock.jump(-DAY_MS);
    expect(await readSession(running, second.cookie, false)).toBeNull();
    stayedOver += 2;
  });
});

test("each of them was there, on as many stores", () => {
  expect(stayedOver).toBeGreaterThan(0);
  expect(stories * ENDED_THINGS).toBe(stayedOver * STORIES);
  figure(
    "clock",
    `± 1 day: ${stories} timelines in order, no negative length; ${stayedOver} ended links and sessions stayed ended`,
  );
});
