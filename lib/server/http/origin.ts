import "server-only";
import { env, isLoopback } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether an origin is ours: the public one, or any spelling of this machine when that is local. */
function isOurs(origin: string | null): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const { publicOrigin, local } = env();
  if (origin === publicOrigin) return true;
  const given = new URL(origin);
  const ours = new URL(publicOrigin);
  return local && isLoopback(given) && given.port === ours.port && given.protocol === ours.protocol;
}

/**
 * Refuses changes that another site asks for in the name of who is signed in here.
 * @throws AppError `forbidden_origin`
 */
export function refuseForeignWrites(request: Request): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const isAllowed = site === null ? isOurs(request.headers.get("origin")) : site === "same-origin";
  if (!isAllowed) throw new AppError("forbidden_origin");
}
