import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepPace, steadyTimeout } from "./steady-timer.ts";

const sent: { id: number; waitMs: number | null }[] = [];
const terminated = vi.fn();
let ring: (id: number) => void = () => {};

class FakeWorker {
  terminate = terminated;
  addEventListener(_type: string, listener: (event: { data: number }) => void) {
    ring = (id) => listener({ data: id });
  }
  postMessage(message: { id: number; waitMs: number | null }) {
    sent.push(message);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("document", { visibilityState: "hidden" });
  sent.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("goes off once, when the worker or the page says so, whichever is first", () => {
  const act = vi.fn();
  steadyTimeout(act, 15_000);
  const [message] = sent;
  expect(message?.waitMs).toBe(15_000);
  ring(message?.id ?? 0);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(act).toHaveBeenCalledTimes(1);
  steadyTimeout(act, 15_000);
  vi.advanceTimersByTime(15_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it("is called off in both, and lets the worker go once the tab is in front", () => {
  const act = vi.fn();
  const callOff = steadyTimeout(act, 1_000);
  vi.stubGlobal("document", { visibilityState: "visible" });
  callOff();
  expect(sent.at(-1)?.waitMs).toBeNull();
  expect(terminated).toHaveBeenCalled();
  vi.advanceTimersByTime(5_000);
  expect(act).not.toHaveBeenCalled();
});

it("needs no worker in front, and none where the browser refuses it", () => {
  const act = vi.fn();
  vi.stubGlobal("document", { visibilityState: "visible" });
  steadyTimeout(act, 1_000);
  expect(sent).toEqual([]);
  vi.stubGlobal("document", { visibilityState: "hidden" });
  vi.stubGlobal("Worker", undefined);
  steadyTimeout(act, 1_000);
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it("keeps a pace until it is told to stop", () => {
  const act = vi.fn();
  const leaving = new AbortController();
  const listening = vi.spyOn(leaving.signal, "addEventListener");
  keepPace(act, 1_000, leaving.signal);
  vi.advanceTimersByTime(3_500);
  expect(act).toHaveBeenCalledTimes(3);
  expect(listening).toHaveBeenCalledTimes(1);
  leaving.abort();
  vi.advanceTimersByTime(3_500);
  expect(act).toHaveBeenCalledTimes(3);
});
