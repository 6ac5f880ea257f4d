/** The headers of an answer, all of them, with what differs each time replaced by its name. */
import { address } from "../addresses.ts";
import type { Answer } from "../http-client.ts";

/** How an answer is sent, not what it is. */
const SENT = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "date"]);

const MOMENTS = new Set([
  "last-modified",
  "retry-after",
  "x-next-sample-at",
  "x-now",
  "x-observed-at",
  "x-request-id",
  "x-stale",
]);

/** @returns by name; a header that was sent several times is an array */
export function headersOf({ headers }: Answer): Record<string, unknown> {
  const nonce = /'nonce-([\w+/]{22}==)'/.exec(String(headers["content-security-policy"]))?.[1];
  const told = (name: string, value: string) => {
    // None where all is fresh; a busy machine may make it otherwise.
    if (name === "x-stale-reason") return `{${name}}`;
    if (MOMENTS.has(name)) return value === "" ? "" : `{${name}}`;
    return value
      .replaceAll(nonce ?? "{nonce}", "{nonce}")
      .replace(`${address("cspReports")}/`, "{collector}")
      .replace(/^W\/"[\w-]+"$/, 'W/"{tag}"')
      .replace(/\/media\/(\w+)[^>]*?\.woff2/g, "/media/$1.woff2")
      .replace(/\/chunks\/[\w-]+\.css/, "/chunks/{file}.css")
      .replace(/filename="[\w-]+-timeline/, 'filename="{name}-timeline')
      .replace(/Expires=[^;]+/, "Expires={expires}")
      .replace(/Fe26\.2[^;]+/, "{seal}");
  };
  const entries = Object.entries(headers)
    .filter(([name]) => !SENT.has(name))
    .map(([name, value]) => {
      const values = [value ?? ""].flat().map((one) => told(name, one));
      return [name, values.length === 1 ? values[0] : values];
    });
  return Object.fromEntries(entries) as Record<string, unknown>;
}
