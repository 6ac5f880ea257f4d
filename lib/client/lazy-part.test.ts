import { expect, test, vi } from "vitest";
import { fetchAhead, lazyPart } from "./lazy-part.ts";

test("a part is fetched once, and is there from then on", async () => {
  const fetch = vi.fn(async () => "code");
  const part = lazyPart(fetch);
  expect(part.now()).toBeNull();
  await Promise.all([part.load(), part.load()]);
  await part.load();
  expect(part.now()).toBe("code");
  expect(fetch).toHaveBeenCalledTimes(1);
});

test("a fetch that failed is made again by whoever asks next", async () => {
  const fetch = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error("offline"));
  fetch.mockResolvedValueOnce("code");
  const part = lazyPart(fetch);
  fetchAhead(part);
  await expect(part.load()).rejects.toThrow("offline");
  expect(part.now()).toBeNull();
  expect(await part.load()).toBe("code");
  expect(fetch).toHaveBeenCalledTimes(2);
});
