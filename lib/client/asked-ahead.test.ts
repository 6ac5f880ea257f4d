import { runInThisContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askAheadScript, takeAhead } from "./asked-ahead.ts";

const PATH = "/api/shared/abc";
const SECRET = "s".repeat(43);
const answers = (body: unknown, status = 200) =>
  vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(
      async () => new Response(JSON.stringify(body), { status, headers: { etag: '"1"' } }),
    );

/** What the page runs as it arrives, at an address with this fragment. */
function arrive(hash: string): void {
  vi.stubGlobal("location", { hash });
  runInThisContext(askAheadScript(PATH));
}

describe("what the page of a link asks ahead", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => {
    globalThis.askedAhead = undefined;
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("is the link's own call, given once", async () => {
    const fetched = answers({ state: "running" });
    arrive(`#${SECRET}`);
    expect(fetched).toHaveBeenCalledExactlyOnceWith(
      PATH,
      expect.objectContaining({
        headers: { accept: "application/json", authorization: `Share ${SECRET}` },
        credentials: "omit",
        cache: "no-store",
      }),
    );
    await expect(takeAhead(PATH, SECRET)).resolves.toEqual({
      view: { state: "running" },
      etag: '"1"',
      isOld: false,
    });
    await expect(takeAhead(PATH, SECRET)).resolves.toBeNull();
  });

  it.each(["", "#", "#short", `#${SECRET}x`, `#<script>${SECRET}`])(
    "is nothing where the fragment is %j",
    async (hash) => {
      const fetched = answers({});
      arrive(hash);
      expect(fetched).not.toHaveBeenCalled();
      await expect(takeAhead(PATH, SECRET)).resolves.toBeNull();
    },
  );

  it("is not for another link or another secret", async () => {
    answers({ state: "running" });
    arrive(`#${SECRET}`);
    await expect(takeAhead("/api/shared/other", SECRET)).resolves.toBeNull();
    arrive(`#${SECRET}`);
    await expect(takeAhead(PATH, "o".repeat(43))).resolves.toBeNull();
  });

  it("tells what the server said instead, so that a shut link is asked once", async () => {
    answers({ error: { code: "share_ended", message: "Ended.", requestId: "r" } }, 410);
    arrive(`#${SECRET}`);
    await expect(takeAhead(PATH, SECRET)).rejects.toMatchObject({ code: "share_ended" });
  });

  it("is asked again when it failed, and is said to be old when it is", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
    arrive(`#${SECRET}`);
    await expect(takeAhead(PATH, SECRET)).resolves.toBeNull();

    answers({ state: "running" });
    arrive(`#${SECRET}`);
    await globalThis.askedAhead?.answer;
    vi.setSystemTime(Date.now() + 1_100);
    await expect(takeAhead(PATH, SECRET)).resolves.toMatchObject({ isOld: true });
  });
});
