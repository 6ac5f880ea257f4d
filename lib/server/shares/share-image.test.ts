import { beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/server/errors";
import { runtime } from "@/lib/server/runtime";
import { linkPreview } from "@/lib/server/shares/link-preview";
import { shareImage } from "@/lib/server/shares/share-image";

vi.mock("@/lib/server/runtime", () => ({ runtime: vi.fn() }));

const ID = "AbCdEfGh0_-1";

/** A store in which every question ends so. */
const storeThat = (find: () => Promise<unknown>) =>
  vi.mocked(runtime).mockResolvedValue({
    store: { shares: { find } },
    clock: { now: () => 0 },
  } as never);

beforeEach(() => storeThat(() => Promise.reject(new AppError("store_unavailable"))));

test("while the store is away, a picture is one that shows nothing, and nobody keeps it", async () => {
  const answer = await shareImage(ID, "badge");
  expect(answer.status).toBe(503);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const body = await answer.text();
  expect(body).toContain("run: not available");
  storeThat(() => Promise.resolve(undefined));
  const unknown = await shareImage(ID, "badge");
  expect([unknown.status, await unknown.text()]).toEqual([404, body]);
});

test("a name that is none is not looked up", async () => {
  const answer = await shareImage(null, "badge");
  expect(answer.status).toBe(404);
  expect(vi.mocked(runtime)).not.toHaveBeenCalled();
});

test("while the store is away, a pasted link looks like any that tells nothing", async () => {
  const preview = await linkPreview(ID);
  storeThat(() => Promise.resolve(undefined));
  expect(preview).toEqual(await linkPreview(ID));
  expect(preview).toMatchObject({
    referrer: "no-referrer",
    openGraph: { title: "Shared run" },
    twitter: { card: "summary" },
  });
  expect(JSON.stringify(preview)).not.toContain(ID);
});
