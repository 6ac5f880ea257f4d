"use client";

import { useHydrated } from "@/lib/client/now";
import type { Live } from "@/lib/contract/api";
import { LiveAbsent } from "./live-absent";
import { LiveWindow } from "./live-window";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Browsers refuse an http frame in an https page; loopback is the exception. */
const isBlocked = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return window.location.protocol === "https:" && protocol === "http:" && !LOOPBACK.test(hostname);
};

/** The agent's browser, or the reason why it cannot be seen. */
export function LiveView({ live, ended }: { live: Live; ended: boolean }) {
  const hydrated = useHydrated();
  if (ended) return <LiveAbsent reason="ended" />;
  if (live.url === null || !URL.canParse(live.url)) {
    return <LiveAbsent reason={live.reason ?? "unknown"} />;
  }
  if (hydrated && isBlocked(live.url)) return <LiveAbsent reason="blocked" url={live.url} />;
  // Keyed by URL: a new picture starts as view only again.
  return <LiveWindow key={live.url} url={live.url} />;
}
