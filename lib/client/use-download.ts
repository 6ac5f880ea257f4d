"use client";

import { type MouseEvent, useRef } from "react";
import { useAction } from "./use-action.ts";

const isPlain = (event: MouseEvent): boolean =>
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/**
 * Downloads that say so when they fail: a browser follows a link to a file without a word.
 * @returns `start` for a path, `onClick` for links, and why the last one gave no file; null when it
 *   did
 */
export function useDownload() {
  const wanted = useRef("");
  const { outcome, run, clear } = useAction(async () => {
    const { download } = await import("./download.ts");
    await download(wanted.current);
  });
  const start = (path: string) => {
    wanted.current = path;
    void run();
  };
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    start(event.currentTarget.href);
  };
  return { start, onClick, problem: outcome?.error?.message ?? null, clear };
}
