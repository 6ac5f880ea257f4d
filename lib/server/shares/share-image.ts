import "server-only";
import { withinDeadline } from "@/lib/server/deadline";
import { logFailure } from "@/lib/server/log-failure";
import { runtime } from "@/lib/server/runtime";
import { badgeImage } from "@/lib/server/shares/badge-image";
import { cardImage } from "@/lib/server/shares/card-image";
import { type PublicKind, type PublicState, publicState } from "@/lib/server/shares/public-state";

const TYPES = { badge: "image/svg+xml; charset=utf-8", card: "image/png" };

const draw = (kind: PublicKind, told: PublicState) =>
  kind === "badge" ? badgeImage(told) : cardImage(told);

async function tell(id: string | null, kind: PublicKind): Promise<PublicState | null> {
  if (id === null) return { found: "nothing" };
  try {
    return await withinDeadline(runtime().then((running) => publicState(running, id, kind)));
  } catch (thrown) {
    logFailure("a shared picture could not be filled", thrown);
    return null;
  }
}

function answer(kind: PublicKind, status: number, body: string | Uint8Array<ArrayBuffer> | null) {
  return new Response(body, {
    status,
    headers: {
      ...(body === null ? {} : { "content-type": TYPES[kind] }),
      "cache-control": status === 503 ? "no-store" : "public, max-age=15",
    },
  });
}

/**
 * A picture of a shared run's state, for anybody. There is one to show in any case: what is unknown
 * or was not turned on is a 404 with the picture of a link that shows nothing, trouble of ours a
 * 503 with the same.
 * @param id as it came in the address; null when it was none
 */
export async function shareImage(id: string | null, kind: PublicKind): Promise<Response> {
  const told = await tell(id, kind);
  const status = told === null ? 503 : told.found === "nothing" ? 404 : 200;
  try {
    const drawing = Promise.resolve(draw(kind, told ?? { found: "nothing" }));
    return answer(kind, status, await withinDeadline(drawing));
  } catch (thrown) {
    logFailure("a shared picture could not be drawn", thrown);
    return answer(kind, 503, null);
  }
}
