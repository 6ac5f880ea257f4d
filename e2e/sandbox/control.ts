/** The control calls under `/_sandbox/`: how a test sets the stage and reads the evidence. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import { json, send } from "./answer.ts";
import type { Context } from "./context.ts";
import { controlPage } from "./control-page.ts";
import { CONTROL_ROUTES } from "./control-routes.ts";
import { NotFound } from "./control-world.ts";

export const CONTROL_PREFIX = "/_sandbox";

const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const LOOPBACK = /^(::1$|(::ffff:)?127\.)/;

/** First come, first matched: `tasks/bulk` stands before `tasks/:id`. */
const ROUTES = Object.entries(CONTROL_ROUTES).map(([name, handler]) => {
  const pattern = name.replace(":key", "(?<key>[^/]+)").replace(":id", "(?<id>[^/]+)");
  return { pattern: new RegExp(`^${pattern}$`), handler };
});

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return parts.length === 0 ? {} : JSON.parse(Buffer.concat(parts).toString("utf8"));
}

async function controlAnswer(
  context: Context,
  request: IncomingMessage,
  url: URL,
): Promise<Answer> {
  const name = `${request.method} ${url.pathname.slice(CONTROL_PREFIX.length)}`;
  for (const { pattern, handler } of ROUTES) {
    const match = pattern.exec(name);
    if (!match) continue;
    const { key = "", id = "" } = match.groups ?? {};
    const body = await readJson(request);
    return json(
      200,
      handler({ context, body, key: decodeURIComponent(key), id: decodeURIComponent(id) }),
    );
  }
  throw new NotFound(`no control call ${name}`);
}

function problem(error: unknown): Answer {
  if (error instanceof NotFound) return json(404, { error: error.message });
  if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
  return json(400, { error: String(error) });
}

/** A website's name may be made to lead here: its pages would be the sandbox's own then. */
const isOwnAddress = ({ headers }: IncomingMessage): boolean => OWN_NAME.test(headers.host ?? "");

/** Programs send neither header; a page of some website that is open in a browser here does. */
function isForeign({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"] ?? "none";
  const isOther = headers.origin !== undefined && headers.origin !== `http://${headers.host}`;
  return isOther || !["none", "same-origin"].includes(String(site));
}

/** Answers one control call; only callers on this machine are served. */
export async function handleControl(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (!LOOPBACK.test(request.socket.remoteAddress ?? "")) {
    send(response, json(403, { error: "control calls are served on loopback only" }));
    return;
  }
  if (!isOwnAddress(request)) {
    send(response, json(421, { error: "control calls are served under this machine's own names" }));
    return;
  }
  if (url.pathname === `${CONTROL_PREFIX}/` && request.method === "GET") {
    send(response, controlPage());
    return;
  }
  if (isForeign(request)) {
    send(response, json(403, { error: "control calls are not for other sites' pages" }));
    return;
  }
  send(response, await controlAnswer(context, request, url).catch(problem));
}
