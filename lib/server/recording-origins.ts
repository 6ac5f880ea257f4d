import "server-only";
import type { Env } from "@/lib/server/env";

const ANY_PORT = ":*";

const anyPortOf = ({ protocol, hostname }: URL): string => `${protocol}//${hostname}${ANY_PORT}`;

/** Whose pictures a page may show, as its policy names them: those listed, else the upstreams' hosts. */
export const recordingSources = (env: Env): string[] =>
  env.recordingOrigins.length > 0
    ? env.recordingOrigins
    : [...new Set(env.upstreams.map(({ url }) => anyPortOf(new URL(url))))];

/** Whether a page's policy lets it show a picture at an address. */
export function isShownInPlace(url: URL, env: Env): boolean {
  // A policy cannot name IPv6 addresses, so the picture would stay empty.
  if (url.hostname.startsWith("[") || url.origin === env.publicOrigin) return false;
  return recordingSources(env).some((source) =>
    source.endsWith(ANY_PORT) ? source === anyPortOf(url) : source === url.origin,
  );
}
