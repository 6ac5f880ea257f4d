/** Requests as they are, byte by byte: no cookie jar, no redirects, no headers of fetch's own. */
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { address } from "./addresses.ts";

export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: () => Record<string, unknown>;
};

export type RequestOptions = {
  method?: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON with its content type, a text as it is. */
  body?: unknown;
  /** For how long nothing may come. */
  silenceMs?: number;
};

/** Sends one request to `origin`. */
export function send(origin: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = "GET", headers = {}, body, silenceMs = 20_000 } = options;
  const payload = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const jsonType =
    payload === undefined || payload === body ? {} : { "content-type": "application/json" };
  const length = payload === undefined ? {} : { "content-length": Buffer.byteLength(payload) };
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, path, method, headers: { ...jsonType, ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: () => JSON.parse(text) as Record<string, unknown>,
          });
        });
      },
    );
    request.setTimeout(silenceMs, () => request.destroy(new Error(`${method} ${path}: no answer`)));
    request.on("error", reject);
    request.end(payload);
  });
}

/** The code of a failure, however its answer is shaped; null where there is none. */
export const codeIn = (text: string): string | null => /"code":"([a-z_]+)"/.exec(text)?.[1] ?? null;

/** One person's connection to the dashboard: its cookie, and `Origin` on every write. */
export class Client {
  readonly origin: string;
  cookie: string | null = null;

  constructor(origin = address("dashboard")) {
    this.origin = origin;
  }

  async send(path: string, options: RequestOptions = {}): Promise<Answer> {
    const write = options.method !== undefined && options.method !== "GET";
    return send(this.origin, path, {
      ...options,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(write ? { origin: this.origin } : {}),
        ...options.headers,
      },
    });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  /** Signs in and keeps the cookie. */
  async signIn(apiKey: string, upstream = "sandbox"): Promise<Answer> {
    const answer = await this.send("/api/session", { method: "POST", body: { apiKey, upstream } });
    const set = answer.headers["set-cookie"]?.[0]?.split(";")[0];
    if (answer.status === 200 && set) this.cookie = set;
    return answer;
  }
}
