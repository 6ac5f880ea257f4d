/** Who is who between two requests: sessions kept in memory, known by a cookie. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { cookieOf } from "./asked.ts";

const MAX_SESSIONS = 500;

/** The sessions of one site; beyond 500 the one that was idle longest is forgotten. */
export class Sessions<T> {
  readonly #kept = new Map<string, T>();
  readonly #cookie: string;
  readonly #path: string;
  readonly #fresh: () => T;

  /** @param path where the cookie is sent; @param fresh what a new session holds */
  constructor(cookie: string, path: string, fresh: () => T) {
    this.#cookie = cookie;
    this.#path = path;
    this.#fresh = fresh;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** What the request's session holds; null when it has none, so that reading makes none. */
  find(request: IncomingMessage): T | null {
    const id = cookieOf(request, this.#cookie);
    const held = id === null ? undefined : this.#kept.get(id);
    if (id === null || held === undefined) return null;
    this.#kept.delete(id);
    this.#kept.set(id, held);
    return held;
  }

  /** The request's session, or a new one with the cookie that leads to it. */
  open(request: IncomingMessage): { held: T; cookie: string | undefined } {
    const held = this.find(request);
    return held ? { held, cookie: undefined } : this.#add(this.#fresh());
  }

  /** Moves what the session holds to a new id: one that was known before a login is worth nothing after. */
  renew(request: IncomingMessage): { held: T; cookie: string } {
    const held = this.find(request) ?? this.#fresh();
    this.#kept.delete(cookieOf(request, this.#cookie) ?? "");
    return this.#add(held);
  }

  #add(held: T): { held: T; cookie: string } {
    const id = randomBytes(24).toString("base64url");
    this.#kept.set(id, held);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_SESSIONS) break;
      this.#kept.delete(oldest);
    }
    return { held, cookie: `${this.#cookie}=${id}; Path=${this.#path}; HttpOnly; SameSite=Lax` };
  }
}
