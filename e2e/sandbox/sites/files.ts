/** The files that pages need beside themselves: stylesheets and two fonts, read once. */
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { SAFE_HEADERS } from "./reply.ts";

const HERE = import.meta.dirname;
const FONTS = join(HERE, "../../../node_modules/geist/dist/fonts");

const css = (name: string): [type: string, ...paths: string[]] => [
  "text/css; charset=utf-8",
  join(HERE, "base.css"),
  join(HERE, name),
];

/** What each is, and the files that are it, one after the other. */
const FILES: Record<string, [type: string, ...paths: string[]]> = {
  "/style.css": css("landing.css"),
  "/shop/style.css": css("shop/style.css"),
  "/news/style.css": css("news/style.css"),
  "/form/style.css": css("form/style.css"),
  "/fonts/sans.woff2": ["font/woff2", join(FONTS, "geist-sans/Geist-Variable.woff2")],
  "/fonts/serif.woff2": ["font/woff2", join(FONTS, "geist-serif/GeistSerifVF.woff2")],
};

const read = new Map<string, Buffer>();

/** Sends the file of that path; false when there is none, or it cannot be read. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): boolean {
  const file = FILES[path];
  if (!file || (request.method !== "GET" && request.method !== "HEAD")) return false;
  const [type, ...paths] = file;
  try {
    const body = read.get(path) ?? Buffer.concat(paths.map((from) => readFileSync(from)));
    read.set(path, body);
    const headers = { ...SAFE_HEADERS, "cache-control": "max-age=600", "content-type": type };
    response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
    return true;
  } catch {
    return false;
  }
}
