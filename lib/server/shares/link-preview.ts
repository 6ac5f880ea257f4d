import "server-only";
import type { Metadata } from "next";
import { env } from "@/lib/server/env";
import { logFailure } from "@/lib/server/log-failure";
import { runtime } from "@/lib/server/runtime";
import { headlineOf, timeOf } from "@/lib/server/shares/card-content";
import { CARD_SIZE } from "@/lib/server/shares/card-layout";
import { type PublicState, publicState } from "@/lib/server/shares/public-state";

/** More than any preview shows. */
const MOST_NAME = 120;

const ALWAYS: Metadata = { referrer: "no-referrer", robots: { index: false, follow: false } };
const UNTOLD = { title: "Shared run", description: "Shared view, read only." };

function onOneLine(name: string): string {
  const line = name.replace(/\s+/gu, " ");
  return line.length > MOST_NAME ? `${line.slice(0, MOST_NAME).toWellFormed().trimEnd()}…` : line;
}

function previewOf(id: string, told: PublicState): Metadata {
  if (told.found !== "state") {
    return {
      ...ALWAYS,
      openGraph: { type: "website", siteName: "Runboard", ...UNTOLD },
      twitter: { card: "summary", ...UNTOLD },
    };
  }
  const headline = headlineOf(told);
  const time = timeOf(told);
  const name = told.taskName === null ? UNTOLD.title : onOneLine(told.taskName);
  const title = `${headline} · ${name}`;
  const description = [time && `${time}.`, UNTOLD.description].filter(Boolean).join(" ");
  const image = {
    url: new URL(`/s/${id}/card.png`, env().publicOrigin).href,
    ...CARD_SIZE,
    type: "image/png",
    alt: time ? `${headline}. ${time}.` : headline,
  };
  return {
    ...ALWAYS,
    openGraph: { type: "website", siteName: "Runboard", title, description, images: [image] },
    twitter: { card: "summary_large_image", title, description, images: [image] },
  };
}

/**
 * What a pasted link looks like elsewhere. Its state is told only where the owner has turned the
 * card on and the link lives; all other links look alike, also those that do not exist.
 * @param id as it came in the address; anything
 */
export async function linkPreview(id: string): Promise<Metadata> {
  try {
    return previewOf(id, await publicState(await runtime(), id, "card"));
  } catch (thrown) {
    logFailure("the preview of a shared link could not be filled", thrown);
    return previewOf(id, { found: "nothing" });
  }
}
