import { beforeEach, expect, test } from "vitest";
import {
  clock,
  OWNER,
  recorder,
  restart,
  store,
  unreachable,
  unreadable,
  upstream,
} from "@/e2e/support/recorder-world";
import type { CreatedTask } from "@/lib/contract/actions";
import { createTask, getCreation, getTaskTemplate } from "@/lib/server/actions/create-task";
import { AppError } from "@/lib/server/errors";
import type { Runtime } from "@/lib/server/runtime";

const ME = { owner: OWNER };
const KEY = "a-key-of-this-wish";
const TASK = { task: "Find flights\nto Lisbon", agent: "BROWSER_AGENT" };
const running = () => ({ store, clock, recorder }) as unknown as Runtime;

const answers = (body: unknown) => () => ({
  status: 200,
  body: JSON.stringify(body),
  retryAfter: null,
  date: null,
});
const CREATED = answers({ success: true, data: { taskId: "new" } });

/** Starts it, and lets time pass until it is decided. */
async function create(task: typeof TASK = TASK, key = KEY): Promise<CreatedTask> {
  const outcome = createTask(running(), ME, task, key);
  outcome.catch(() => undefined);
  await clock.advance(100);
  return outcome;
}

const state = async (key = KEY) => (await getCreation(running(), ME, key)).state;
const sent = () => upstream.count("/task/create");

beforeEach(() => void upstream.faults.set("/task/create", CREATED));

test("a task is created, known by its first line, prepared, and watched from then on", async () => {
  expect(await create()).toEqual({ taskId: "new" });
  expect(await getCreation(running(), ME, KEY)).toMatchObject({ state: "created", taskId: "new" });
  expect(await store.tasks.find(OWNER, "new")).toMatchObject({ name: "Find flights" });
  expect(recorder.watch(OWNER, "new").newest).toBeNull();
  await clock.advance(2_000);
  expect(upstream.count("/task/new/runs")).toBeGreaterThan(0);
  expect(upstream.count("/tasks?page=1")).toBeGreaterThan(0);
});

test("whoever comes with the same key and task meanwhile waits for the one answer", async () => {
  const all = Array.from({ length: 5 }, () => createTask(running(), ME, TASK, KEY));
  await clock.advance(100);
  expect(new Set((await Promise.all(all)).map(({ taskId }) => taskId))).toEqual(new Set(["new"]));
  expect(sent()).toBe(1);
});

test("later, too, also by a process that has just come up, it is the same task", async () => {
  await create();
  await restart();
  expect(await create()).toEqual({ taskId: "new" });
  expect(sent()).toBe(1);
});

test("another task under the same key is refused, meanwhile and later", async () => {
  const first = createTask(running(), ME, TASK, KEY);
  const other = { ...TASK, task: "Something else" };
  await expect(createTask(running(), ME, other, KEY)).rejects.toMatchObject({
    code: "already_sent",
  });
  await clock.advance(100);
  await first;
  await expect(create(other)).rejects.toMatchObject({ code: "already_sent" });
  expect(sent()).toBe(1);
});

test("somebody else's key of the same name is another wish", async () => {
  await create();
  await expect(getCreation(running(), { owner: "somebody else" }, KEY)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(getTaskTemplate(running(), { owner: "somebody else" }, "new")).rejects.toMatchObject(
    { code: "not_found" },
  );
});

const lost = (code: "upstream_timeout" | "upstream_unreachable") => () => {
  throw new AppError(code, { mayBeDone: true });
};
const refusal = answers({ success: false, error: "insert into flows: 10.0.0.7" });

test.each([
  ["answers nothing", lost("upstream_timeout"), "create_unconfirmed", "unconfirmed"],
  ["resets the connection", lost("upstream_unreachable"), "create_unconfirmed", "unconfirmed"],
  ["answers with a page", unreadable, "create_unconfirmed", "unconfirmed"],
  ["says yes and names no task", answers({ success: true }), "create_unconfirmed", "unconfirmed"],
  ["refuses", refusal, "upstream_refused", "refused"],
  ["denies the path", () => ({ ...unreadable(), status: 404 }), "upstream_refused", "refused"],
] as const)("of a server that %s, it is told once and for all", async (_, fault, code, told) => {
  upstream.faults.set("/task/create", fault);
  await expect(create()).rejects.toMatchObject({ code });
  expect(await state()).toBe(told);
  upstream.faults.set("/task/create", CREATED);
  await expect(create()).rejects.toMatchObject({ code });
  expect(sent()).toBe(1);
});

test.each([
  ["cannot be reached", unreachable, "upstream_unreachable"],
  ["asks to wait", () => ({ ...unreadable(), status: 429 }), "rate_limited"],
  ["cannot read it", () => ({ ...unreadable(), status: 400 }), "upstream_error"],
] as const)("of a server that %s, nothing was done and the key is free", async (_, fault, code) => {
  upstream.faults.set("/task/create", fault);
  await expect(create()).rejects.toMatchObject({ code });
  await expect(state()).rejects.toMatchObject({ code: "not_found" });
  upstream.faults.set("/task/create", CREATED);
  expect(await create()).toEqual({ taskId: "new" });
});

test("of a process that is gone, it stays pending as long as an answer may come, then unknown", async () => {
  await store.creations.begin({
    owner: OWNER,
    id: KEY,
    body_hash: "x",
    created_at: clock.now(),
    text: "",
    agent: "",
    tools: null,
  });
  expect(await state()).toBe("pending");
  await clock.advance(75_001);
  expect(await state()).toBe("unconfirmed");
});

test("once a key is no longer held, nothing is sent and nothing stored", async () => {
  recorder.keyring.drop(OWNER);
  await expect(create()).rejects.toMatchObject({ code: "signed_out" });
  await expect(state()).rejects.toMatchObject({ code: "not_found" });
  expect(sent()).toBe(0);
});

test("what a task was created with can be had again, to the letter", async () => {
  const tools = [
    { type: "function" as const, function: { name: "ask", parameters: { a: [1, "\0"] } } },
  ];
  const outcome = createTask(running(), ME, { ...TASK, tools }, KEY);
  await clock.advance(100);
  await outcome;
  expect(await getTaskTemplate(running(), ME, "new")).toEqual({ ...TASK, tools });
  await expect(getTaskTemplate(running(), ME, "task")).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a created task that cannot be stored any more is told all the same", async () => {
  const { finish } = store.creations;
  store.creations.finish = async () => {
    throw new AppError("store_unavailable");
  };
  expect(await create()).toEqual({ taskId: "new" });
  store.creations.finish = finish;
  expect(await state()).toBe("pending");
});

test("what a program asks for beyond what is described is passed on as it came", async () => {
  const tools = [{ type: "function", function: { name: "f", strict: true } }];
  await create({ ...TASK, tools, triggers: [] } as typeof TASK);
  expect(upstream.writes[0]?.body).toEqual({ ...TASK, tools, triggers: [] });
  expect(await getTaskTemplate(running(), ME, "new")).toMatchObject({ tools });
});
