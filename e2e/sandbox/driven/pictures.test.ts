import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { delaysMs, Pictures, thinned } from "./pictures.ts";

const plain = (index: number): Promise<Buffer> =>
  sharp({
    create: {
      width: 1280,
      height: 800,
      channels: 3,
      background: { r: (index * 40) % 256, g: 120, b: 200 },
    },
  })
    .jpeg()
    .toBuffer();

/** Nothing in it can be compressed. */
const noise = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 640,
      height: 400,
      channels: 3,
      background: "#000",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();

describe("the recording of a run", () => {
  it("is an animated picture with every picture in it, the last one longer", async () => {
    const pictures = new Pictures();
    for (const index of [0, 1, 2]) pictures.take(await plain(index));
    const gif = await pictures.gif();
    expect(gif?.subarray(0, 6).toString()).toBe("GIF89a");
    expect(await sharp(gif ?? undefined, { animated: true }).metadata()).toMatchObject({
      width: 640,
      pageHeight: 400,
      pages: 3,
      loop: 0,
      delay: [1_000, 1_000, 3_000],
    });
  });

  it("has each picture once, however often it was taken in a row", async () => {
    const pictures = new Pictures();
    const [one, two] = [await plain(0), await plain(1)];
    for (const picture of [null, one, one, Buffer.from(one), null, two, one]) {
      pictures.take(picture);
    }
    expect(pictures.count).toBe(3);
  });

  it("is not made of nothing", async () => {
    expect(await new Pictures().gif()).toBeNull();
  });

  it("is forgotten once it is made", async () => {
    const pictures = new Pictures();
    for (const index of [0, 1]) pictures.take(await plain(index));
    expect(await pictures.gif()).not.toBeNull();
    expect([pictures.count, await pictures.gif()]).toEqual([0, null]);
  });

  it("leaves pictures out rather than grow too large", async () => {
    const pictures = new Pictures();
    for (let index = 0; index < 4; index += 1) pictures.take(await noise());
    const gif = await pictures.gif(1_000_000);
    expect(gif?.length).toBeLessThanOrEqual(1_000_000);
    const { pages = 1 } = await sharp(gif ?? undefined, { animated: true }).metadata();
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(4);
  }, 30_000);

  it("keeps at most 60 pictures of a long run, spread over all of it, and its last", () => {
    const counts: number[] = [];
    const pictures = new Pictures();
    for (let index = 0; index < 1_000; index += 1) {
      pictures.take(Buffer.from(`${index}`));
      expect(pictures.count).toBeLessThanOrEqual(60);
      counts.push(pictures.count);
    }
    expect(Math.min(...counts.slice(60))).toBeGreaterThanOrEqual(30);
  });

  it("thins out evenly and keeps the last", () => {
    expect(thinned([1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([3, 6, 9]);
    expect(thinned([1, 2, 3, 4, 5], 2)).toEqual([3, 5]);
    for (let length = 1; length < 70; length += 1) {
      for (let count = 1; count <= length; count += 1) {
        const all = Array.from({ length }, (_, index) => index);
        const some = thinned(all, count);
        expect([some.length, some.at(-1)]).toEqual([count, length - 1]);
      }
    }
  });

  it("plays in a time that a person watches", () => {
    expect(delaysMs(1)).toEqual([3_000]);
    for (const count of [2, 15, 60]) {
      const [first = 0] = delaysMs(count);
      expect(first).toBeGreaterThanOrEqual(200);
      expect(delaysMs(count).reduce((sum, each) => sum + each)).toBeLessThan(20_000);
    }
  });
});
