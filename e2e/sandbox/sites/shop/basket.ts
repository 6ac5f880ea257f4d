/** The basket's page. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { linesOf, shippingOf, sumOf } from "./order.ts";
import { pictureOf } from "./pictures.ts";
import type { Product } from "./product.ts";
import { euros } from "./product.ts";
import { MAX_PIECES } from "./product-page.ts";

const changing = (
  { slug, stock, name }: Product,
  pieces: number,
): Html => html`<form method="post" action="/shop/basket" class="pieces">
<input type="hidden" name="action" value="set"><input type="hidden" name="slug" value="${slug}">
<label class="unseen" for="n-${slug}">Pieces of ${name}</label><input id="n-${slug}" type="number" name="pieces" min="0" max="${Math.min(stock, MAX_PIECES)}" value="${pieces}" required><button class="pale">Update</button></form>`;

const removing = ({ slug, name }: Product): Html => html`<form method="post" action="/shop/basket">
<input type="hidden" name="action" value="remove"><input type="hidden" name="slug" value="${slug}"><button class="link">Remove<span class="unseen"> ${name}</span></button></form>`;

/** What goods, delivery and both cost, as the foot of a table with `columns` columns. */
export const totals = (goodsCents: number, shippingCents: number, columns: number): Html =>
  html`<tfoot>${(
    [
      ["Goods", euros(goodsCents)],
      ["Delivery", shippingCents === 0 ? "free" : euros(shippingCents)],
      ["Total", euros(goodsCents + shippingCents)],
    ] as const
  ).map(
    ([label, value]) =>
      html`<tr class="${label.toLowerCase()}"><th scope="row" colspan="${columns - 1}">${label}</th><td>${value}</td></tr>`,
  )}</tfoot>`;

/** What is inside the basket's page. */
export function basketPage(basket: ReadonlyMap<string, number>): Html {
  const lines = linesOf(basket);
  if (lines.length === 0) {
    return html`<h1>Your basket</h1><div class="nothing"><h2>It is still empty</h2><p>Whatever you add waits here.</p><p><a class="button" href="/shop/search">Look around</a></p></div>`;
  }
  const sum = sumOf(lines);
  return html`<h1>Your basket</h1><div class="scroll"><table class="basket"><caption class="unseen">What is in your basket</caption>
<thead><tr><th scope="col">Product</th><th scope="col">Price</th><th scope="col">Pieces</th><th scope="col">Sum</th></tr></thead><tbody>
${lines.map(
  ({ product, pieces }) =>
    html`<tr><th scope="row"><div class="line">${pictureOf(product)}<span><a href="/shop/p/${product.slug}">${product.name}</a>${removing(product)}</span></div></th><td>${euros(product.cents)}</td><td>${changing(product, pieces)}</td><td>${euros(product.cents * pieces)}</td></tr>`,
)}</tbody>${totals(sum, shippingOf(sum, false), 4)}</table></div>
<p class="onward"><a class="button pale" href="/shop/search">Go on looking</a> <a class="button checkout" href="/shop/checkout">To the checkout</a></p>`;
}
