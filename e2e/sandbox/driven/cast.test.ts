import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { Cast, MAX_VIEWERS } from "./cast.ts";
import { MESSAGE } from "./screen/messages.mjs";

/** A response that takes `room` writes before it is full, and no more until it is drained. */
class FakeResponse extends EventEmitter {
  status = 0;
  ended = false;
  destroyed = false;
  writableNeedDrain = false;
  readonly written: Buffer[] = [];
  readonly #room: number;
  #taken = 0;

  constructor(room = Number.POSITIVE_INFINITY) {
    super();
    this.#room = room;
  }

  writeHead(status: number): this {
    this.status = status;
    return this;
  }

  write(part: Buffer): boolean {
    this.written.push(part);
    this.#taken += 1;
    this.writableNeedDrain = this.#taken >= this.#room;
    return !this.writableNeedDrain;
  }

  end(): void {
    this.ended = true;
  }

  drain(): void {
    this.#taken = 0;
    this.writableNeedDrain = false;
    this.emit("drain");
  }

  messages(): { type: number | undefined; payload: string }[] {
    return this.written.map((part) => {
      expect(part.readUInt32BE(1)).toBe(part.length - 5);
      return { type: part[0], payload: part.subarray(5).toString() };
    });
  }

  frames(): string[] {
    return this.messages().flatMap(({ type, payload }) => (type === MESSAGE.jpeg ? payload : []));
  }
}

function watch(cast: Cast, room?: number): FakeResponse {
  const response = new FakeResponse(room);
  cast.watch(response as unknown as ServerResponse);
  return response;
}

const show = (cast: Cast, ...pictures: string[]) => {
  for (const picture of pictures) cast.frame(Buffer.from(picture));
};

describe("the cast of a browser", () => {
  it("gives a new viewer the scene and the newest picture at once", () => {
    const cast = new Cast();
    cast.tell({ title: "Shop", pointer: { x: 1, y: 2 } });
    show(cast, "one", "two");
    const [scene, frame, ...rest] = watch(cast).messages();
    expect(scene?.type).toBe(MESSAGE.scene);
    expect(JSON.parse(scene?.payload ?? "")).toEqual({
      url: "",
      title: "Shop",
      step: "",
      waiting: false,
      pointer: { x: 1, y: 2 },
    });
    expect(frame).toEqual({ type: MESSAGE.jpeg, payload: "two" });
    expect(rest).toEqual([]);
  });

  it("sends nothing while nothing changes", () => {
    const cast = new Cast();
    show(cast, "one");
    cast.tell({ step: "Reading" });
    const viewer = watch(cast);
    const before = viewer.written.length;
    show(cast, "one");
    cast.tell({ step: "Reading", pointer: null });
    expect(viewer.written.length).toBe(before);
  });

  it("lets a slow viewer skip to the newest picture, and holds up nobody else", () => {
    const cast = new Cast();
    const [slow, fast] = [watch(cast, 2), watch(cast)];
    show(cast, "one", "two", "three", "four");
    cast.tell({ step: "a" });
    cast.tell({ step: "b" });
    expect(fast.frames()).toEqual(["one", "two", "three", "four"]);
    expect(slow.frames()).toEqual(["one"]);
    slow.drain();
    expect(slow.messages().slice(2)).toEqual([
      { type: MESSAGE.scene, payload: expect.stringContaining('"step":"b"') },
      { type: MESSAGE.jpeg, payload: "four" },
    ]);
    slow.drain();
    expect(slow.written.length).toBe(4);
  });

  it("shares one copy of a picture among all", () => {
    const cast = new Cast();
    const viewers = [watch(cast), watch(cast), watch(cast)];
    show(cast, "one");
    expect(new Set(viewers.map(({ written }) => written.at(-1))).size).toBe(1);
  });

  it("forgets a viewer that leaves", () => {
    const cast = new Cast();
    const viewer = watch(cast);
    expect(cast.viewers).toBe(1);
    viewer.emit("error", new Error("reset"));
    viewer.emit("close");
    expect(cast.viewers).toBe(0);
    show(cast, "one");
    expect(viewer.frames()).toEqual([]);
  });

  it("turns away whoever comes when enough are watching", () => {
    const cast = new Cast();
    const viewers = Array.from({ length: MAX_VIEWERS }, () => watch(cast));
    expect(watch(cast)).toMatchObject({ status: 503, ended: true });
    viewers[0]?.emit("close");
    expect(watch(cast)).toMatchObject({ status: 200, ended: false });
  });

  it("ends every stream when it is closed, with nothing more in it", () => {
    const cast = new Cast();
    const [slow, fast] = [watch(cast, 1), watch(cast)];
    show(cast, "one");
    cast.close();
    expect([slow.ended, fast.ended, cast.viewers, cast.latest]).toEqual([true, true, 0, null]);
    slow.drain();
    show(cast, "two");
    expect(slow.frames()).toEqual([]);
    expect(fast.frames()).toEqual(["one"]);
    expect(watch(cast)).toMatchObject({ status: 404, ended: true });
  });

  it("cuts titles and addresses that are endless", () => {
    const cast = new Cast();
    cast.tell({ url: `data:,${"x".repeat(1e6)}`, title: "y".repeat(1e6) });
    expect(watch(cast).written[0]?.length).toBeLessThan(4_000);
  });
});
