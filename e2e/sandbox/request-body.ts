/** Reading a request's body; as JSON, the way the servers do. */
import type { IncomingMessage } from "node:http";

const MAX_BYTES = 100 * 1024;

export type Body = { value: unknown; bytes: number; error: 400 | 413 | null };

/**
 * The whole body of a request, read to its end whatever its length.
 * @returns `data` is null when it is longer than `maxBytes`; `bytes` is its length either way
 */
export async function bytesOf(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ data: Buffer | null; bytes: number }> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= maxBytes) parts.push(part);
  }
  return { data: bytes > maxBytes ? null : Buffer.concat(parts), bytes };
}

/**
 * The JSON body of a request; `value` is undefined when there is none.
 * @param strict a body must be an object or a list, so that `null` is malformed (upstream.md point 3)
 */
export async function readBody(request: IncomingMessage, strict: boolean): Promise<Body> {
  const { data, bytes } = await bytesOf(request, MAX_BYTES);
  if (data === null) return { value: undefined, bytes, error: 413 };
  const isJson = request.headers["content-type"]?.includes("json") ?? false;
  if (bytes === 0 || !isJson) return { value: undefined, bytes, error: null };
  try {
    const value: unknown = JSON.parse(data.toString("utf8"));
    const allowed = !strict || (typeof value === "object" && value !== null);
    return allowed ? { value, bytes, error: null } : { value: undefined, bytes, error: 400 };
  } catch {
    return { value: undefined, bytes, error: 400 };
  }
}
