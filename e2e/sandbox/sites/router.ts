/** From a path to who answers it. */
import type { IncomingMessage } from "node:http";
import type { Answer } from "../answer.ts";
import type { Asked } from "./asked.ts";
import { Refused } from "./asked.ts";

type Handler = (asked: Asked) => Answer | Promise<Answer>;

/** `path` is matched whole; its groups become `asked.parts`. */
export type Route = { path: RegExp; get?: Handler; post?: Handler };

const allowed = ({ get, post }: Route): string =>
  [...(get ? ["GET", "HEAD"] : []), ...(post ? ["POST"] : [])].join(", ");

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Refused(400, "This address is not written as addresses are.");
  }
}

/**
 * The answer of the first route that has the path.
 * @throws Refused 400 for a path that does not decode, 404 for one nobody has, 405 for a wrong method
 */
export async function routed(
  routes: readonly Route[],
  request: IncomingMessage,
  url: URL,
): Promise<Answer> {
  const path = decoded(url.pathname).replace(/(?<=.)\/$/, "");
  for (const route of routes) {
    const match = route.path.exec(path);
    if (!match) continue;
    const method = request.method === "HEAD" ? "GET" : request.method;
    const handler = method === "GET" ? route.get : method === "POST" ? route.post : undefined;
    if (!handler) throw new Refused(405, "This page cannot be asked like that.", allowed(route));
    return handler({ request, query: url.searchParams, parts: match.slice(1) });
  }
  throw new Refused(404, "There is no such page here.");
}
