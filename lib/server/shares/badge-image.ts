import "server-only";
import { makeBadge } from "badge-maker";
import { NEUTRAL_BADGE, runBadge } from "@/lib/run/badge";
import type { PublicState } from "@/lib/server/shares/public-state";

/** The badge as SVG: alike for all that there is nothing to say of. */
export const badgeImage = (told: PublicState): string =>
  makeBadge(told.found === "state" ? runBadge(told) : NEUTRAL_BADGE);
