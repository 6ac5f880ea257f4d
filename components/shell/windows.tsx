"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { LoadFailed } from "@/components/ui/load-failed";
import { LoadPending } from "@/components/ui/load-pending";
import { isApple } from "@/lib/client/key-words";
import { lazyPart } from "@/lib/client/lazy-part";
import { isPageCovered, useShortcut } from "@/lib/client/shortcuts";
import { closeWindow, showWindow, useShellWindow, windowOrigin } from "@/lib/client/shell-window";
import { usePart } from "@/lib/client/use-part";

const PART = lazyPart(() => import("./window-shown"));

function onKeyDown(event: KeyboardEvent) {
  const { key, altKey, shiftKey, isComposing, defaultPrevented } = event;
  const isChord = isApple() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!isChord || altKey || shiftKey || isComposing || defaultPrevented) return;
  if (key.toLowerCase() !== "k" || isPageCovered()) return;
  event.preventDefault();
  showWindow("palette");
}

/** The windows that every signed-in page has, loaded when the first one opens, and the keys to them. */
export function Windows() {
  const open = useShellWindow();
  const router = useRouter();
  const giveUp = () => closeWindow();
  const { loaded, busy, failed } = usePart(PART, open !== null, windowOrigin, giveUp);
  useShortcut("?", "Show the keyboard shortcuts", () => showWindow("keys"), "everywhere");
  useShortcut("g t", "Go to the tasks", () => router.push("/tasks"), "everywhere");
  useShortcut("g s", "Go to the shares", () => router.push("/shares"), "everywhere");
  useEffect(() => {
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  if (failed) return <LoadFailed />;
  if (busy) return <LoadPending />;
  return loaded && <loaded.WindowShown />;
}
