/** The pictures of a run, and the recording made of them. */

const MOST_FRAMES = 60;
const MOST_BYTES = 2_000_000;
const SIZE = { width: 640, height: 400 };

/** The whole of it is watched in about so long, and no picture is too short or too long to be seen. */
const WHOLE_MS = 15_000;
const SHORTEST_MS = 200;
const LONGEST_MS = 1_000;
const LAST_MS = 3_000;

/** So many of a list, spread evenly, with its last. */
export function thinned<T>(all: readonly T[], count: number): T[] {
  const until = (index: number) => Math.floor((index * count) / all.length);
  return all.filter((_, index) => until(index + 1) > until(index));
}

/** How long each of so many pictures is shown. */
export function delaysMs(count: number): number[] {
  const each = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Math.round(WHOLE_MS / count)));
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? LAST_MS : each));
}

export class Pictures {
  #frames: Buffer[] = [];
  #last: Buffer | null = null;
  /** One in so many is kept, from when there were too many. */
  #oneIn = 1;
  #since = 0;

  /** How many are kept. */
  get count(): number {
    return this.#frames.length + (this.#last ? 1 : 0);
  }

  /** Keeps a picture, unless it is the last one again. The newest is always kept, the others evenly. */
  take(jpeg: Buffer | null): void {
    if (!jpeg || this.#last?.equals(jpeg)) return;
    const before = this.#last;
    this.#last = jpeg;
    if (!before) return;
    this.#since += 1;
    if (this.#since % this.#oneIn !== 0) return;
    this.#frames.push(before);
    if (this.count <= MOST_FRAMES) return;
    this.#frames = thinned(this.#frames, Math.floor(MOST_FRAMES / 2));
    this.#oneIn *= 2;
  }

  /**
   * Makes an animated GIF of what was taken and forgets it; 640 × 400.
   * @param mostBytes leaves pictures out until it is no larger; one picture always stays
   * @returns null when nothing was taken
   * @throws what `sharp` throws, such as where it has no program for this machine
   */
  async gif(mostBytes = MOST_BYTES): Promise<Buffer | null> {
    const taken = this.#last ? [...this.#frames, this.#last] : [];
    this.#frames = [];
    this.#last = null;
    if (taken.length === 0) return null;
    // Loaded late: most sandboxes never record.
    const { default: sharp } = await import("sharp");
    let frames: Buffer[] = [];
    for (const jpeg of taken) {
      const small = sharp(jpeg).resize({ ...SIZE, fit: "contain", background: "#fff" });
      frames.push(await small.png({ compressionLevel: 1 }).toBuffer());
    }
    for (;;) {
      const gif = await (frames.length > 1
        ? sharp(frames, { join: { animated: true } })
        : sharp(frames[0])
      )
        .gif({ effort: 2, dither: 0, delay: delaysMs(frames.length) })
        .toBuffer();
      if (gif.length <= mostBytes || frames.length === 1) return gif;
      const fitting = Math.floor((frames.length * mostBytes * 0.9) / gif.length);
      frames = thinned(frames, Math.min(frames.length - 1, Math.max(1, fitting)));
    }
  }
}
