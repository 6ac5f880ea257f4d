import "server-only";
import { type IncomingMessage, type ServerResponse, validateHeaderValue } from "node:http";
import { NextRequest } from "next/server";
import { env } from "@/lib/server/env";
import { DATA_POLICY } from "@/lib/server/http/security-headers";
import { logFailure } from "@/lib/server/log-failure";

type Handler = (request: NextRequest, context: { params: Promise<object> }) => Promise<Response>;
type DirectRoute = { pattern: RegExp; handler: Handler };

/** Next loads modules several times over; a route is known once. */
const holder = globalThis as typeof globalThis & {
  runboardDirectRoutes?: Map<string, DirectRoute>;
};

function routes(): Map<string, DirectRoute> {
  holder.runboardDirectRoutes ??= new Map();
  return holder.runboardDirectRoutes;
}

/** Names and numbers, as pages send them. All that might be read in two ways is for Next. */
const PLAIN_QUERY = "(?:\\?(?:(?:[a-z]+|runId)=[\\w-]*(?:&|$))*)?";

/** Next puts it on all it answers. */
const VARY = "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch";

/** Beside each cookie that an answer sets: between Next's own parts. */
const NEXTS_OWN = "x-middleware-set-cookie";

/**
 * Lets the GET requests of a route be answered without Next, whose way to a handler costs several
 * times what a poll does. Known from the first request on, with which Next loads the route.
 * @param template like `/api/shared/{shareId}`
 */
export function answerDirectly(template: string, handler: Handler): void {
  const path = template.replace(/\{(\w+)\}/g, "(?<$1>[\\w-]+)");
  routes().set(template, { pattern: new RegExp(`^${path}${PLAIN_QUERY}$`), handler });
}

/** Whether `proxy.ts` would let it pass as it is, and no body comes with it. */
const isPlain = ({ method, headers }: IncomingMessage): boolean =>
  method === "GET" &&
  headers.host === new URL(env().publicOrigin).host &&
  headers["content-length"] === undefined &&
  headers["transfer-encoding"] === undefined;

/** All headers of an answer. @throws before any is set, where Node would not take one */
function gather(answer: Response): Map<string, string[]> {
  const headers = new Map([
    ["content-security-policy", [DATA_POLICY]],
    ["vary", [VARY]],
  ]);
  for (const [name, value] of answer.headers) {
    if (name === NEXTS_OWN) continue;
    validateHeaderValue(name, value);
    headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  return headers;
}

async function write(response: ServerResponse, answer: Response): Promise<void> {
  const body = answer.body === null ? null : Buffer.from(await answer.arrayBuffer());
  const headers = gather(answer);
  response.statusCode = answer.status;
  for (const [name, values] of headers) {
    const [only = "", ...more] = values;
    response.setHeader(name, more.length === 0 ? only : values);
  }
  response.end(body);
}

/**
 * Answers what a route wants to be asked directly; `prepareRequest` has seen it.
 * @param next lets Next answer, also where this fails
 */
export function tryDirectly(
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void {
  const giveUp = (thrown: unknown) => {
    logFailure("a request could not be answered directly", thrown);
    if (response.headersSent) response.destroy();
    else next();
  };
  if (!isPlain(request)) return next();
  const { url = "", headers } = request;
  for (const { pattern, handler } of routes().values()) {
    const params = pattern.exec(url)?.groups;
    if (!params) continue;
    try {
      const address = `${env().publicOrigin}${url}`;
      const asked = new NextRequest(address, { headers: headers as Record<string, string> });
      handler(asked, { params: Promise.resolve({ ...params }) })
        .then((answer) => write(response, answer))
        .catch(giveUp);
    } catch (thrown) {
      giveUp(thrown);
    }
    return;
  }
  next();
}
