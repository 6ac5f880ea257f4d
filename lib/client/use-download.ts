"use client";

import { type MouseEvent, useRef } from "react";
import { fetchFile } from "./fetch-json.ts";
import { useAction } from "./use-action.ts";

/** So long a browser may take to begin with a file it was given. */
const BEGUN_MS = 30_000;

function keep(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), BEGUN_MS);
}

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
    const { file, name } = await fetchFile(wanted.current);
    keep(file, name);
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
