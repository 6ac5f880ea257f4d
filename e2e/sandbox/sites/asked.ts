/** What a request asks of the sites. */
import type { IncomingMessage } from "node:http";
import { bytesOf } from "../request-body.ts";

const MAX_BYTES = 64 * 1024;

/** A request that gets no page of its own but one that says what is wrong with it. */
export class Refused extends Error {
  readonly status: number;
  /** The methods that would be answered, of a 405. */
  readonly allow: string | undefined;
  constructor(status: number, message: string, allow?: string) {
    super(message);
    this.status = status;
    this.allow = allow;
  }
}

export type Asked = {
  request: IncomingMessage;
  query: URLSearchParams;
  /** The parts of the path that the route's pattern has groups for, decoded. */
  parts: string[];
};

/** The value of a cookie, or null. */
export function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = pair.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return null;
}

/**
 * The fields of a posted form.
 * @throws Refused 413 over 64 kB, 415 for anything but a urlencoded form
 */
export async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const { data } = await bytesOf(request, MAX_BYTES);
  if (data === null) throw new Refused(413, "That was more than a form can hold.");
  if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    throw new Refused(415, "Only forms are read here.");
  }
  return new URLSearchParams(data.toString("utf8"));
}

/** A field of a form or query without the blanks around it, cut to what any of ours may need. */
export const field = (from: URLSearchParams, name: string, maxLength = 200): string =>
  (from.get(name) ?? "").trim().slice(0, maxLength);
