import { describe, expect, it } from "vitest";
import { ERROR_STATUS, type ErrorCode } from "../contract/errors.ts";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import { createWords, isUndecided, type Situation } from "./create-words.ts";

const failed = (code: ApiErrorCode, more: { retryAfterMs?: number; requestId?: string } = {}) =>
  new ApiError({ status: 400, code, message: "Told.", ...more });
const failure = (code: ApiErrorCode, more = {}): Situation => ({
  is: "failed",
  error: failed(code, more),
});

const PLANNING = "The server plans the task. This may take a few seconds, at most a minute.";

it.each<[string, Situation, string, string, string | null]>([
  ["sent", { is: "sending", elapsedMs: 0 }, "Creating the task…", PLANNING, null],
  [
    "sent, for over a minute",
    { is: "sending", elapsedMs: 61_000 },
    "Creating the task…",
    "The server has had a minute. When no answer comes in the next seconds, this page says what is known.",
    null,
  ],
  [
    "sent before a reload",
    { is: "asking", elapsedMs: 3_000 },
    "Creating the task…",
    `It was sent already, and is not sent again. ${PLANNING}`,
    null,
  ],
  [
    "sent long before a reload",
    { is: "asking", elapsedMs: 90_000 },
    "Creating the task…",
    "It was sent already, and is not sent again. Asking Runboard how it went.",
    null,
  ],
  [
    "sent, and Runboard is away",
    { is: "unanswered", online: true },
    "Runboard does not answer",
    "The task was sent, and it is not known yet whether it was created. This page asks again by itself and sends nothing twice.",
    null,
  ],
  [
    "sent, and the network is away",
    { is: "unanswered", online: false },
    "Your browser is offline",
    "The task was sent, and it is not known yet whether it was created. This page asks again by itself and sends nothing twice.",
    null,
  ],
  ["created", { is: "created" }, "The task was created", "Opening its run…", null],
  [
    "lost",
    { is: "lost" },
    "It may have started",
    "The task was sent, and no answer came that says whether it was created. Look in the task list before you create it again.",
    "tasks",
  ],
  [
    "signed out before it was known",
    { is: "locked out" },
    "You are signed out",
    "The task was sent, and it is not known yet whether it was created. Sign in again with the same key to see.",
    "sign-in",
  ],
  [
    "never received",
    { is: "not arrived" },
    "No task was created",
    "What was sent did not get through. Create it again; its text is still here.",
    null,
  ],
  [
    "signed out before it was sent",
    failure("signed_out"),
    "You are signed out",
    "The task was not sent. Its text is kept in this tab: sign in again, then create it.",
    "sign-in",
  ],
  [
    "refused for its key",
    failure("key_rejected"),
    "The server no longer accepts your key",
    "No task was created. Its text is kept in this tab while you sign in again with the same key.",
    "sign-in",
  ],
  [
    "refused",
    failure("upstream_refused"),
    "The server refused this task",
    "Nothing was created. Your text stays here: change it, the agent or the tools, then create it again. Runboard's log has the server's own words.",
    null,
  ],
  [
    "refused, where there is no form",
    { is: "failed", error: failed("upstream_refused"), onRefusal: "Try another one." },
    "The server refused this task",
    "Nothing was created. Try another one. Runboard's log has the server's own words.",
    null,
  ],
  [
    "not as the schema has it",
    failure("bad_request"),
    "Runboard did not take this",
    "Told. Nothing was sent.",
    null,
  ],
  [
    "too large",
    failure("too_large"),
    "This is too large",
    "Text and tools together may have 64 kB. Nothing was sent; shorten one of them.",
    null,
  ],
  ["another under the same key", failure("already_sent"), "This was not sent", "Told.", null],
  [
    "one too many",
    failure("rate_limited", { retryAfterMs: 11_200 }),
    "Too many requests just now",
    "No task was created. Wait 12 s, then create it again.",
    null,
  ],
  [
    "one too many, for nobody knows how long",
    failure("rate_limited"),
    "Too many requests just now",
    "No task was created. Wait a moment, then create it again.",
    null,
  ],
  [
    "for a server that is away",
    failure("upstream_unreachable"),
    "The Browserable server cannot be reached",
    "The task was not sent. Create it again when the server is up; its text stays here.",
    null,
  ],
  [
    "for a server that no connection reached",
    failure("upstream_timeout"),
    "The Browserable server cannot be reached",
    "No connection to it came about in time, so no task was created. Try again in a moment.",
    null,
  ],
  [
    "held back",
    failure("upstream_busy"),
    "The task was not sent",
    "Too many calls to the server are under way. Try again in a moment.",
    null,
  ],
  [
    "not readable for the server",
    failure("upstream_error"),
    "The server did not take the task",
    "It answered with an error. Try again in a moment; if it stays, have the server looked at.",
    null,
  ],
  [
    "not to be noted",
    failure("store_unavailable"),
    "The task was not sent",
    "Runboard cannot write to its store at the moment, and sends nothing that it cannot note. Try again in a moment.",
    null,
  ],
  [
    "refused for a reason of its own",
    failure("forbidden_origin", { requestId: "r1" }),
    "The task was not created",
    "Told. (request r1)",
    null,
  ],
])("a task that is %s", (_, situation, title, text, leadsTo) => {
  expect(createWords(situation)).toEqual({ title, text, leadsTo });
});

it("an error that is none of ours is told without its text", () => {
  const { text } = createWords({ is: "failed", error: new TypeError("x is undefined") });
  expect(text).not.toContain("undefined");
});

describe("how a request failed", () => {
  const undecided: ApiErrorCode[] = [
    "no_answer",
    "unreadable",
    "upstream_timeout",
    "create_unconfirmed",
    "internal",
  ];
  const codes = [...(Object.keys(ERROR_STATUS) as ErrorCode[]), "no_answer", "unreadable"] as const;

  it.each(codes)("%s says whether the task may have been created", (code) => {
    expect(isUndecided(failed(code))).toBe(undecided.includes(code));
  });

  it("leaves it open where nothing of ours failed it", () => {
    expect(isUndecided(new TypeError("x"))).toBe(true);
  });
});
