/** The small sites that the agents browse: a shop, a newspaper and a form. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { send } from "../answer.ts";
import { Refused } from "./asked.ts";
import { sendFile } from "./files.ts";
import { formRoutes } from "./form/routes.ts";
import { landing } from "./landing.ts";
import { newsRoutes } from "./news/routes.ts";
import { page } from "./reply.ts";
import type { Route } from "./router.ts";
import { routed } from "./router.ts";
import { shopRoutes } from "./shop/routes.ts";
import { trouble } from "./trouble.ts";

export type SitesHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void>;

export type SitesOptions = {
  /** How long the newspaper's weather takes. */
  slowMs?: number;
};

function refusal(path: string, refused: Refused) {
  const sent = page(trouble(path, refused), refused.status);
  if (refused.allow) sent.headers.allow = refused.allow;
  return sent;
}

/** Sites with sessions, baskets and orders of their own; whoever goes away early is no failure. */
export function createSites({ slowMs = 6_000 }: SitesOptions = {}): SitesHandler {
  const routes: Route[] = [
    { path: /^\/$/, get: () => page(landing()) },
    ...shopRoutes(),
    ...newsRoutes(slowMs),
    ...formRoutes(),
  ];
  return async (request, response, url) => {
    if (sendFile(request, response, url.pathname)) return;
    try {
      send(response, await routed(routes, request, url));
    } catch (error) {
      if (error instanceof Refused) send(response, refusal(url.pathname, error));
      else if (!request.socket.destroyed) throw error;
    }
  };
}
