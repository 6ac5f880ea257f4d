/** What the forms of the shop do to a basket. */
import { field } from "../asked.ts";
import { productOf } from "./catalogue.ts";
import { MAX_PIECES } from "./product-page.ts";

/**
 * Adds to, sets or removes from a basket what the form says, within what there is in stock and nine
 * pieces of each. What it does not understand changes nothing.
 */
export function changeBasket(basket: Map<string, number>, form: URLSearchParams): void {
  const product = productOf(field(form, "slug"));
  if (!product) return;
  const { slug, stock } = product;
  const action = field(form, "action");
  const pieces = Number(field(form, "pieces") || 1);
  if (action === "remove" || (action === "set" && pieces === 0)) basket.delete(slug);
  if (!Number.isInteger(pieces) || pieces < 1 || !["add", "set"].includes(action)) return;
  const wanted = action === "add" ? (basket.get(slug) ?? 0) + pieces : pieces;
  const most = Math.min(wanted, stock, MAX_PIECES);
  if (most > 0 && (action === "add" || basket.has(slug))) basket.set(slug, most);
}
