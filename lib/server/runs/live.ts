import "server-only";
import type { Live, RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { type Env, isLoopback } from "@/lib/server/env";

/** What becomes of a live URL, which is a remote-control credential: known hosts only, over https. */
type Verdict = "framed" | "not_allowed" | "insecure";

/** @returns `insecure` for a host on the list whose page is http, and not this machine's */
export function judgeLiveUrl(text: string, env: Env): Verdict {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.origin === env.publicOrigin) return "not_allowed";
  // A policy cannot name IPv6 addresses, so the frame would stay empty.
  if (url.hostname.startsWith("[")) return "not_allowed";
  const local = isLoopback(url);
  const isSecure = url.protocol === "https:" || (url.protocol === "http:" && local);
  if (env.liveViewOrigins.includes(url.origin)) return isSecure ? "framed" : "insecure";
  // Under any of its names, this machine's dashboard frames neither itself nor the API it asks.
  const taken = [env.publicOrigin, ...env.upstreams.map((upstream) => upstream.url)]
    .map((address) => new URL(address))
    .some((other) => isLoopback(other) && other.port === url.port);
  const isLocalPage = env.liveViewLoopback && local && isSecure && !taken;
  return isLocalPage ? "framed" : "not_allowed";
}

/**
 * Where the picture of a run is, or why there is none (upstream.md point 10).
 * @param liveStatus the newest sample's; undefined when there is no sample
 * @param wasLive whether the run was ever seen with a picture
 * @param isWhole whether the run was watched from its start
 */
export function liveView(
  state: RunState,
  liveStatus: string | null | undefined,
  wasLive: boolean,
  isWhole: boolean,
  env: Env,
): Live {
  if (isEnded(state)) return { url: null, reason: "ended" };
  if (liveStatus) {
    const verdict = judgeLiveUrl(liveStatus, env);
    return verdict === "framed"
      ? { url: new URL(liveStatus).href, reason: null }
      : { url: null, reason: verdict };
  }
  if (state === "scheduled") return { url: null, reason: "queued" };
  if (liveStatus === undefined && state !== "preparing") return { url: null, reason: "unknown" };
  if (wasLive) return { url: null, reason: "closed" };
  if (liveStatus !== "") return { url: null, reason: "not_opened" };
  // "" comes from a server without pictures, and once a browser has closed that nobody saw open.
  return { url: null, reason: isWhole ? "no_picture" : "absent" };
}
