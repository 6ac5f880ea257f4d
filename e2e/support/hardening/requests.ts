/** Requests as nobody should send them, over all routes of the build. */
import {
  type Arbitrary,
  array,
  constant,
  constantFrom,
  json,
  oneof,
  record,
  uniqueArray,
  webQueryParameters,
} from "fast-check";
import * as odd from "./odd-parts.ts";
import { pathOf } from "./routes.ts";

/** What there is to name in a request: ids by the names that routes have for them, and secrets. */
export type Known = Record<string, string>;

export type BadRequest = {
  method: string;
  /** A template of the build, and what its parts become, by their order: what is known, if none is left. */
  template: string;
  parts: string[];
  query: string;
  who: Record<string, string>;
  from: Record<string, string>;
  headers: Record<string, string>;
  body: string | null;
};

/** As it goes over the wire. */
export type Sent = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
};

/** What exists, by the name of the part it stands in. */
const KNOWN = "$";

const often = <T>(weight: number, arbitrary: Arbitrary<T>) => ({ weight, arbitrary });

const who = oneof(
  often(5, constant({ cookie: "$cookie" })),
  often(3, constant({ "x-api-key": "$apiKey" })),
  often(2, constant({ authorization: "Share $secret" })),
  often(1, constant({ authorization: "Share $linkSecret" })),
  often(1, constant({})),
  often(2, constantFrom(...odd.WRONG_WHO)),
) as Arbitrary<Record<string, string>>;

const from = oneof(
  often(6, constant({ origin: "$origin" })),
  often(2, constant({ "sec-fetch-site": "same-origin" })),
  often(2, constantFrom(...odd.WRONG_FROM)),
) as Arbitrary<Record<string, string>>;

const headers = record({
  type: oneof(often(5, constant("application/json")), often(1, constantFrom(...odd.WRONG_TYPES))),
  key: constantFrom("$key", "a-key-of-this-wish-1", "a-key-of-this-wish-2"),
  steering: oneof(
    often(2, constant<[string, string][]>([])),
    often(
      3,
      uniqueArray(constantFrom(...odd.STEERING), { maxLength: 3, selector: ([name]) => name }),
    ),
  ),
}).map(({ type, key, steering }) => ({
  "content-type": type,
  "idempotency-key": key,
  ...Object.fromEntries(steering),
}));

const parts = array(oneof(often(2, constant(KNOWN)), often(1, constantFrom(...odd.PATH_PARTS))), {
  minLength: 4,
  maxLength: 4,
});

/** @param template which routes they are sent to */
export const badRequests = (template: Arbitrary<string>): Arbitrary<BadRequest> =>
  record({
    method: constantFrom(...odd.METHODS),
    template,
    parts: oneof(often(2, constant<string[]>([])), often(3, parts)),
    query: oneof(
      often(3, constant("")),
      often(4, constantFrom(...odd.QUERIES)),
      often(1, webQueryParameters()),
    ),
    who,
    from,
    headers,
    body: oneof(
      often(2, constant(null)),
      often(3, constantFrom(...odd.GOOD_BODIES)),
      often(3, constantFrom(...odd.BODIES)),
      often(1, json()),
    ),
  });

/** Whether a request comes with a cookie, key or secret that is right. */
export const isSomebodys = ({ who: theirs }: BadRequest): boolean =>
  Object.values(theirs).some((value) => value.includes("$"));

/** The request with what is known put in. */
export function toSend(request: BadRequest, known: Known): Sent {
  const filled = (text: string) =>
    text.replace(/\$(\w+)/g, (whole, name: string) => known[name] ?? whole);
  const parts = [...request.parts];
  const path = pathOf(request.template, (name) => {
    const part = parts.shift() ?? KNOWN;
    return part === KNOWN ? (known[name] ?? "none") : part;
  });
  const all = { ...request.headers, ...request.who, ...request.from };
  const headers = Object.entries(all).map(([name, value]) => [name, filled(value)]);
  return {
    method: request.method,
    path: `${path}${request.query && `?${filled(request.query)}`}`,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: request.body && filled(request.body),
  };
}
