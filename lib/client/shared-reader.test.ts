import { afterEach, describe, expect, it, vi } from "vitest";
import type { Transition } from "../contract/api.ts";
import { ERROR_STATUS, type ErrorCode } from "../contract/errors.ts";
import type { SharedRunView } from "../contract/shares.ts";
import { createSharedReader, type SharedState } from "./shared-reader.ts";

const SECRET = "s".repeat(43);
const at = (seq: number) => new Date(1_700_000_000_000 + seq * 1_000).toISOString();
const toolCall = { id: "c1", name: "form_input", parameters: null };
const steps = (from: number, to: number, over: Partial<Transition> = {}): Transition[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    kind: "step",
    at: at(from + index),
    until: null,
    precisionMs: 1_000,
    state: "running",
    step: `step ${from + index}`,
    live: false,
    ...over,
  }));
const shared = (transitions: Transition[], over: Partial<SharedRunView> = {}): SharedRunView => ({
  label: null,
  expiresAt: at(9_999),
  state: "running",
  step: null,
  freshness: { observedAt: at(0), nextSampleAt: at(1), stale: false, reason: null },
  startedAt: null,
  endedAt: null,
  transitions,
  hasEarlier: false,
  ...over,
});

type Served = SharedRunView | "304" | ErrorCode | Promise<SharedRunView>;

/** Answers calls in order and tells what was asked for, and how. */
function serve(...answers: Served[]) {
  const asked: string[] = [];
  const sent: RequestInit[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const tag = new Headers(init?.headers).get("if-none-match");
    const count = asked.push(tag ? `${input} unless ${tag}` : String(input));
    sent.push(init ?? {});
    const next = await answers.shift();
    if (next === undefined) throw new Error("Not expected");
    if (next === "304") return new Response(null, { status: 304 });
    if (typeof next === "string") {
      const error = { code: next, message: "", requestId: "-" };
      return new Response(JSON.stringify({ error }), { status: ERROR_STATUS[next] });
    }
    return new Response(JSON.stringify(next), { headers: { etag: `W/"${count}"` } });
  });
  return { asked, sent };
}
const seqs = (state: SharedState | null) =>
  state?.is === "open" ? state.view.transitions.map(({ seq }) => seq) : state?.is;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a shared run read again and again", () => {
  it("counts as opened once: only the first read asks for the whole without a tag", async () => {
    const { asked } = serve(shared(steps(1, 2)), shared(steps(2, 3)), shared(steps(3, 3)), "304");
    const reader = createSharedReader("/s", SECRET);
    for (let read = 0; read < 3; read += 1) await reader.read();
    expect(seqs(await reader.read())).toEqual([1, 2, 3]);
    expect(asked).toEqual(["/s", "/s?after=2", "/s?after=3", '/s?after=3 unless W/"3"']);
  });

  it("carries a tag while there are no transitions to ask after", async () => {
    const { asked } = serve(shared([]), "304");
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    await reader.read();
    expect(asked).toEqual(["/s", '/s unless W/"1"']);
  });

  it.each([
    ["shown at once", 0, ['/s unless W/"0"']],
    ["read on from first", 1_100, ['/s unless W/"0"', '/s unless W/"1"']],
  ])("counts what the page asked ahead as the opening: %s", async (_name, ageMs, reads) => {
    const { asked } = serve(shared([]), "304");
    const response = new Response(JSON.stringify(shared([])), { headers: { etag: 'W/"0"' } });
    const receivedAtMs = Date.now() - ageMs;
    globalThis.askedAhead = {
      path: "/s",
      secret: SECRET,
      answer: Promise.resolve({ response, receivedAtMs }),
    };
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    await reader.read();
    expect(asked).toEqual(reads);
  });

  it("is admitted by the secret in a header, and by no cookie", async () => {
    const { asked, sent } = serve(shared(steps(5, 6), { hasEarlier: true }), shared(steps(1, 4)));
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    expect(seqs(await reader.earlier())).toEqual([1, 2, 3, 4, 5, 6]);
    for (const init of sent) {
      expect(new Headers(init.headers).get("authorization")).toBe(`Share ${SECRET}`);
      expect(init.credentials).toBe("omit");
    }
    expect(asked.join()).not.toContain(SECRET);
  });

  it("forgets the tool calls that are not shared any more", async () => {
    serve(
      shared(steps(1, 2, { kind: "question", toolCall }), { toolCall }),
      shared(steps(2, 2)),
      shared(steps(1, 2)),
    );
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    const state = await reader.read();
    expect(seqs(state)).toEqual([1, 2]);
    expect(JSON.stringify(state)).not.toContain("form_input");
  });
});

describe("a link that is shut", () => {
  it.each([
    ["share_ended", "ended"],
    ["not_found", "unknown"],
  ] as const)("is over for good once the server says %s", async (code, is) => {
    const { asked } = serve(shared(steps(1, 2)), code);
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    expect(await reader.read()).toEqual({ is });
    expect(await reader.read()).toEqual({ is });
    expect(await reader.earlier()).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it("comes back when it was only paused, with nothing left of before", async () => {
    const { asked } = serve(
      shared(steps(1, 2)),
      "share_paused",
      "share_paused",
      shared(steps(2, 3)),
    );
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    expect(await reader.read()).toEqual({ is: "paused" });
    expect(await reader.read()).toEqual({ is: "paused" });
    expect(seqs(await reader.read())).toEqual([2, 3]);
    expect(asked).toEqual(["/s", "/s?after=2", "/s", "/s"]);
  });

  it("is not opened by an earlier page that comes late", async () => {
    let arrive: (view: SharedRunView) => void = () => undefined;
    const late = new Promise<SharedRunView>((resolve) => {
      arrive = resolve;
    });
    serve(shared(steps(5, 6), { hasEarlier: true }), late, "share_paused");
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    const earlier = reader.earlier();
    await reader.read();
    arrive(shared(steps(1, 4)));
    expect(await earlier).toBeNull();
  });

  it("lets go of everything when its time is over, and asks the server what holds", async () => {
    const { asked } = serve(shared(steps(1, 2)), "share_ended");
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    expect(reader.lapse()).toEqual({ is: "ended", byClock: true });
    expect(await reader.read()).toEqual({ is: "ended" });
    expect(await reader.read()).toEqual({ is: "ended" });
    expect(asked).toEqual(["/s", "/s"]);
  });

  it("opens again where only the clock called it over", async () => {
    const { asked } = serve(shared(steps(1, 2)), "internal", shared(steps(2, 3)));
    const reader = createSharedReader("/s", SECRET);
    await reader.read();
    reader.lapse();
    await expect(reader.read()).rejects.toMatchObject({ code: "internal" });
    expect(seqs(await reader.read())).toEqual([2, 3]);
    expect(asked).toEqual(["/s", "/s", "/s"]);
  });

  it.each(["internal", "rate_limited", "store_unavailable"] as const)(
    "is not what %s means: what is held stays",
    async (code) => {
      serve(shared(steps(1, 2)), code, shared(steps(2, 3)));
      const reader = createSharedReader("/s", SECRET);
      await reader.read();
      await expect(reader.read()).rejects.toMatchObject({ code });
      expect(seqs(await reader.read())).toEqual([1, 2, 3]);
    },
  );
});
