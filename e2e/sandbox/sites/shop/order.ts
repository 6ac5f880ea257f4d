/** Orders: what they hold, what they cost, and those the demo customer has made before. */
import { productOf } from "./catalogue.ts";
import { CUSTOMER } from "./customer.ts";
import type { Product } from "./product.ts";

const FREE_SHIPPING_CENTS = 5_000;
const SHIPPING_CENTS = 490;
const EXPRESS_CENTS = 990;
const DAY_MS = 86_400_000;

export type Line = { slug: string; pieces: number };

export type Order = {
  number: string;
  placed: Date;
  status: "Received" | "Packed" | "On its way" | "Delivered" | "Returned";
  lines: readonly Line[];
  shippingCents: number;
  /** Name, street, postcode and town. */
  address: readonly string[];
};

export const linesOf = (basket: Iterable<readonly [string, number]>) =>
  [...basket].flatMap(([slug, pieces]) => {
    const product = productOf(slug);
    return product ? [{ product, pieces }] : [];
  });

export const sumOf = (lines: readonly { product: Product; pieces: number }[]): number =>
  lines.reduce((sum, { product, pieces }) => sum + product.cents * pieces, 0);

export const goodsOf = (order: Order) =>
  linesOf(order.lines.map(({ slug, pieces }) => [slug, pieces] as const));

/** What sending goods of that value costs. */
export function shippingOf(cents: number, express: boolean): number {
  if (express) return EXPRESS_CENTS;
  return cents >= FREE_SHIPPING_CENTS ? 0 : SHIPPING_CENTS;
}

const BEFORE: [number: number, daysAgo: number, status: Order["status"], lines: Line[]][] = [
  [
    48_203,
    1,
    "Packed",
    [
      { slug: "evenfall", pieces: 1 },
      { slug: "mat-strap", pieces: 1 },
    ],
  ],
  [48_117, 4, "On its way", [{ slug: "skylark-3", pieces: 1 }]],
  [47_960, 11, "Delivered", [{ slug: "winterwell", pieces: 2 }]],
  [
    47_822,
    19,
    "Delivered",
    [
      { slug: "cork-block", pieces: 2 },
      { slug: "mat-spray", pieces: 1 },
    ],
  ],
  [47_511, 33, "Returned", [{ slug: "fen-barefoot", pieces: 1 }]],
  [47_340, 46, "Delivered", [{ slug: "anvil-5", pieces: 2 }]],
  [47_102, 61, "Delivered", [{ slug: "ferry-28", pieces: 1 }]],
  [46_873, 78, "Delivered", [{ slug: "quick-towel", pieces: 3 }]],
  [46_590, 97, "Delivered", [{ slug: "ridge-roller", pieces: 1 }]],
  [46_214, 120, "Delivered", [{ slug: "squeeze-lite", pieces: 4 }]],
  [45_871, 148, "Delivered", [{ slug: "juniper-align", pieces: 1 }]],
  [45_402, 183, "Delivered", [{ slug: "bellfoot-12", pieces: 1 }]],
  [44_936, 214, "Returned", [{ slug: "tempo-swift", pieces: 1 }]],
  [
    44_380,
    251,
    "Delivered",
    [
      { slug: "pair-2", pieces: 1 },
      { slug: "brook-500", pieces: 1 },
    ],
  ],
];

/** The orders the demo customer had made before `now`, newest first. */
export const seededOrders = (now: Date): Order[] =>
  BEFORE.map(([number, daysAgo, status, lines]) => {
    const order: Order = {
      number: `LM-${number}`,
      placed: new Date(now.getTime() - daysAgo * DAY_MS),
      status,
      lines,
      shippingCents: 0,
      address: CUSTOMER.address,
    };
    return { ...order, shippingCents: shippingOf(sumOf(goodsOf(order)), false) };
  });
