/** What the shop remembers: who is signed in, baskets, and orders. */
import { Sessions } from "../sessions.ts";
import type { Order } from "./order.ts";
import { linesOf, seededOrders, shippingOf, sumOf } from "./order.ts";

/** So that a shop that runs for months keeps to two pages of orders. */
const MAX_PLACED = 6;

export type ShopSession = {
  signedIn: boolean;
  /** Pieces by slug, in the order in which they were put in. */
  basket: Map<string, number>;
};

export class ShopState {
  readonly sessions = new Sessions<ShopSession>("shop_session", "/shop", () => ({
    signedIn: false,
    basket: new Map(),
  }));
  readonly #seeded = seededOrders(new Date());
  #placed: Order[] = [];
  #next = 48_210;

  /** The customer's orders, newest first. */
  get orders(): readonly Order[] {
    return [...this.#placed, ...this.#seeded];
  }

  /** Places an order of what is in a basket, and empties it. */
  place(session: ShopSession, express: boolean, address: readonly string[]): Order {
    const shippingCents = shippingOf(sumOf(linesOf(session.basket)), express);
    const lines = [...session.basket].map(([slug, pieces]) => ({ slug, pieces }));
    this.#next += 7;
    const order: Order = {
      number: `LM-${this.#next}`,
      placed: new Date(),
      status: "Received",
      lines,
      shippingCents,
      address,
    };
    this.#placed = [order, ...this.#placed].slice(0, MAX_PLACED);
    session.basket.clear();
    return order;
  }
}
