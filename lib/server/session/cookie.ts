import "server-only";
import type { ResponseCookie } from "next/dist/compiled/@edge-runtime/cookies";
import type { Env } from "@/lib/server/env";
import { ABSOLUTE_MS } from "@/lib/server/session/seal";

/** The `__Host-` prefix binds the cookie to this very host; browsers grant it on https only. */
export const cookieName = (env: Env): string => (env.secure ? "__Host-runboard" : "runboard");

const attributes = (env: Env) =>
  ({ httpOnly: true, secure: env.secure, sameSite: "lax", path: "/" }) as const;

/** The cookie that signs somebody in. */
export const signedInCookie = (env: Env, value: string): ResponseCookie => ({
  ...attributes(env),
  name: cookieName(env),
  value,
  maxAge: ABSOLUTE_MS / 1000,
});

/** The cookie that takes a spent one away. */
export const signedOutCookie = (env: Env): ResponseCookie => ({
  ...attributes(env),
  name: cookieName(env),
  value: "",
  maxAge: 0,
});
