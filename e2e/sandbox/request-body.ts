/** Reading a request's body the way the servers do. */
import type { IncomingMessage } from "node:http";

const MAX_BYTES = 100 * 1024;

export type Body = { value: unknown; bytes: number; error: 400 | 413 | null };

/**
 * The JSON body of a request; `value` is undefined when there is none.
 * @param strict a body must be an object or a list, so that `null` is malformed (upstream.md point 3)
 */
export async function readBody(request: IncomingMessage, strict: boolean): Promise<Body> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= MAX_BYTES) parts.push(part);
  }
  if (bytes > MAX_BYTES) return { value: undefined, bytes, error: 413 };
  const isJson = request.headers["content-type"]?.includes("json") ?? false;
  if (bytes === 0 || !isJson) return { value: undefined, bytes, error: null };
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
    const allowed = !strict || (typeof value === "object" && value !== null);
    return allowed ? { value, bytes, error: null } : { value: undefined, bytes, error: 400 };
  } catch {
    return { value: undefined, bytes, error: 400 };
  }
}
