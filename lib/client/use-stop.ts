"use client";

import type { RunStopped } from "../contract/actions.ts";
import type { RunView } from "../contract/api.ts";
import { stopRun, stopTask } from "./run-actions.ts";
import { useAction } from "./use-action.ts";

export type StopRunAction = ReturnType<typeof useStopRun>;
export type StopTaskAction = ReturnType<typeof useStopTask>;

/** Stopping the run that is shown. @param onDone once it was answered: the run may have changed */
export const useStopRun = (view: RunView | null, onDone: () => void) =>
  useAction<RunStopped>(
    () =>
      view?.runId
        ? stopRun(view.task.id, view.runId)
        : Promise.reject(new Error("there is no run to stop")),
    onDone,
  );

/** Stopping a task. @param onDone once it was answered: the task may have changed */
export const useStopTask = (taskId: string, onDone: () => void) =>
  useAction(() => stopTask(taskId), onDone);
