"use client";

/** The way of one wish: sent once, asked about until it is decided, over reloads and lost answers. */
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { CreateTask } from "../contract/actions.ts";
import { ApiError } from "./api-error.ts";
import { noteCreated } from "./created-here.ts";
import { askAbout, type Standing, sendWish } from "./create-request.ts";
import { keep, newKey, recall, type Slot, type Wish } from "./create-storage.ts";
import { isUndecided, type Situation } from "./create-words.ts";
import { serverNowMs } from "./server-clock.ts";
import { useGate } from "./use-gate.ts";

const ASK_AGAIN_MS = 1_000;

/** Null while nothing was sent, or what was is told and over. */
export type Flow = {
  phase: "writing" | "sending" | "asking" | "created";
  /** When it was sent, by the server's clock, in epoch ms. */
  sentAtMs: number | null;
  /** What is known of it beyond that. */
  outcome: Exclude<Situation["is"], "sending" | "asking" | "created"> | null;
  error: unknown;
  /** What it is about; null once that is decided. */
  wish: Wish | null;
};

type State = Flow & { answered: boolean };

const WRITING: State = {
  phase: "writing",
  sentAtMs: null,
  outcome: null,
  error: null,
  wish: null,
  answered: false,
};

const asking = (wish: Wish, error: unknown = null): State => ({
  ...WRITING,
  phase: "asking",
  sentAtMs: wish.sentAtMs,
  error,
  wish,
  answered: error instanceof ApiError && error.code !== "no_answer" && error.code !== "unreadable",
});

const initialState = (slot: Slot): State => {
  const { wish } = recall(slot);
  return wish?.isOpen ? asking(wish) : WRITING;
};

/**
 * Creates tasks, each wish once.
 * @param onCreated called with the task's id while the page is still there
 */
export function useCreateFlow(slot: Slot, onCreated: (taskId: string) => void) {
  const [state, setState] = useState(() => initialState(slot));
  const gate = useGate();
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);

  const finish = (taskId: string) => {
    noteCreated(taskId);
    keep(slot, { draft: null, wish: null });
    setState({ ...WRITING, phase: "created" });
    if (isThere.current) onCreated(taskId);
  };

  const send = async (task: CreateTask, anew: boolean) => {
    if (state.phase === "asking" || state.phase === "created" || !gate.enter()) return;
    const body = JSON.stringify(task);
    const before = recall(slot).wish;
    const key = before && before.body === body && !anew ? before.key : newKey();
    const wish = { key, body, sentAtMs: serverNowMs(), isOpen: true };
    // Before it leaves: a reload from here on asks for it by its key.
    keep(slot, { wish });
    setState({ ...WRITING, phase: "sending", sentAtMs: wish.sentAtMs, wish });
    try {
      finish(await sendWish(wish));
      // The gate stays shut: a second press may come before this is drawn.
      return;
    } catch (error) {
      if (isUndecided(error)) setState(asking(wish, error));
      else {
        keep(slot, { wish: null });
        setState({ ...WRITING, outcome: "failed", error });
      }
    }
    gate.leave();
  };

  /** @returns whether to ask again */
  const take = useEffectEvent((wish: Wish, standing: Standing): boolean => {
    switch (standing.is) {
      case "created":
        finish(standing.taskId);
        return false;
      case "pending":
        setState((state) => ({ ...state, outcome: null }));
        return true;
      case "unanswered":
        setState((state) => ({ ...state, outcome: "unanswered" }));
        return true;
      case "locked out":
        setState((state) => ({ ...state, outcome: "locked out" }));
        return false;
      case "lost":
        setState({ ...WRITING, outcome: "lost", wish });
        return false;
      case "refused": {
        keep(slot, { wish: null });
        const error = new ApiError({ status: 409, code: "upstream_refused", message: "" });
        setState({ ...WRITING, outcome: "failed", error });
        return false;
      }
      case "not arrived":
        // Under the same key, should it arrive after all.
        keep(slot, { wish: { ...wish, isOpen: false } });
        setState((state) => ({
          ...WRITING,
          ...(state.answered
            ? { outcome: "failed", error: state.error }
            : { outcome: "not arrived" }),
        }));
        return false;
    }
  });

  const { wish, answered } = state;
  const isAsking = state.phase === "asking" && wish !== null;
  useEffect(() => {
    if (!isAsking) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async () => {
      const standing = await askAbout(wish, answered);
      if (!isOver && take(wish, standing)) timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isAsking, wish, answered]);

  const forget = useCallback(() => {
    keep(slot, { wish: null });
    setState(WRITING);
  }, [slot]);

  return { flow: state as Flow, send, forget };
}
