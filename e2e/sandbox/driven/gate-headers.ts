/** Headers on their way through the gate, as Node has them raw: name, value, name, value. */
import { TROUBLE_HEADER } from "./gate-trouble.ts";

const ONE_HOP = ["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

/** Without what is for one connection only, for a proxy, or the gate's own. */
export function passedOn(raw: string[]): string[] {
  const pairs = raw.flatMap((name, at) =>
    at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1] ?? ""] as const] : [],
  );
  const named = pairs
    .filter(([name]) => name === "connection" || name === "proxy-connection")
    .flatMap(([, value]) => value.split(",").map((one) => one.trim().toLowerCase()));
  const dropped = new Set([...ONE_HOP, ...named, TROUBLE_HEADER]);
  return pairs.filter(([name]) => !dropped.has(name) && !name.startsWith("proxy-")).flat();
}

/** A request's headers for the host it is really sent to. */
export const forHost = (raw: string[], host: string): string[] => [
  "host",
  host,
  "connection",
  "close",
  ...passedOn(raw.flatMap((_, at) => (isHost(raw, at) ? [] : raw.slice(at, at + 1)))),
];

const isHost = (raw: string[], at: number): boolean => /^host$/i.test(raw[at - (at % 2)] ?? "");
