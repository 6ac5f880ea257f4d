import "server-only";
import { LRUCache } from "lru-cache";
import { ImageResponse } from "next/og";
import { type CardContent, cardContent } from "@/lib/server/shares/card-content";
import { cardFont } from "@/lib/server/shares/card-font";
import { CARD_SIZE, CardLayout } from "@/lib/server/shares/card-layout";
import type { PublicState } from "@/lib/server/shares/public-state";

const KEPT_MS = 15_000;

type Png = Uint8Array<ArrayBuffer>;

const cards = new LRUCache<string, Promise<Png>>({ max: 100, ttl: KEPT_MS });
let last: Promise<unknown> = Promise.resolve();

/** One after the other: however many ask, they keep one processor busy and no more. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

async function draw(content: CardContent): Promise<Png> {
  const { fonts } = cardFont();
  const picture = new ImageResponse(<CardLayout {...content} />, { ...CARD_SIZE, fonts });
  return new Uint8Array(await picture.arrayBuffer());
}

/**
 * The preview card as PNG: alike for all that there is nothing to say of.
 * @throws Error when it cannot be drawn
 */
export async function cardImage(told: PublicState): Promise<Png> {
  const content = cardContent(told);
  const key = JSON.stringify(content);
  const known = cards.get(key);
  if (known) return known;
  const card = inTurn(() => draw(content));
  cards.set(key, card);
  card.catch(() => cards.delete(key));
  return card;
}
