"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { RunView, TaskList } from "../contract/api.ts";
import { browserSwitch, useBrowserSwitch } from "./browser-switch.ts";
import { serverNowMs } from "./server-clock.ts";

const NOTIFY = browserSwitch("runboard.notify", false);

/** Whether whoever uses this browser wants to be notified, and how to change that. */
export const useNotifyChoice = () => useBrowserSwitch(NOTIFY);

type Watch = (shown: RunView | TaskList | null) => void;

/** Notifies of the runs that are shown, where that is wanted. @param shown as it was read last */
export function useNotify(shown: RunView | TaskList | null): void {
  const [isOn] = useNotifyChoice();
  const { push } = useRouter();
  const [watch, setWatch] = useState<Watch | null>(null);
  useEffect(() => {
    if (!isOn) return;
    let isOver = false;
    import("./notifications.ts").then(
      ({ createWatch }) => isOver || setWatch(() => createWatch(serverNowMs(), push)),
      () => undefined, // What is not there cannot notify; the tab's title tells all the same.
    );
    return () => {
      isOver = true;
      setWatch(null);
    };
  }, [isOn, push]);
  useEffect(() => watch?.(shown), [watch, shown]);
}
