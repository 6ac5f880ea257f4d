/** The page of one product. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { card, priceOf, ratingOf, starRow, stockOf } from "./card.ts";
import { PRODUCTS } from "./catalogue.ts";
import { pictureOf } from "./pictures.ts";
import type { Product } from "./product.ts";
import { stars } from "./product.ts";
import { reviewsOf } from "./reviews.ts";

/** The most pieces of one thing that a basket takes. */
export const MAX_PIECES = 9;

const specs = (
  product: Product,
): Html => html`<table class="specs"><caption>Details</caption><tbody>
${[
  ["Brand", product.brand] as const,
  ...product.facts,
  ["Rating", `${stars(product.rating)} of 5`] as const,
  ["Article number", `LK-${product.slug.toUpperCase()}`] as const,
].map(
  ([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`,
)}</tbody></table>`;

const buying = ({
  slug,
  stock,
}: Product): Html => html`<form class="buy" method="post" action="/shop/basket">
<input type="hidden" name="action" value="add"><input type="hidden" name="slug" value="${slug}">
${
  stock > 0
    ? html`<label for="pieces">Pieces</label><select id="pieces" name="pieces">${Array.from({ length: Math.min(stock, MAX_PIECES) }, (_, index) => html`<option>${index + 1}</option>`)}</select><button>Add to basket</button>`
    : html`<button disabled>Sold out</button>`
}</form>`;

const others = (product: Product): Product[] =>
  PRODUCTS.filter(({ category, slug }) => category === product.category && slug !== product.slug)
    .sort(
      (one, other) => Math.abs(one.cents - product.cents) - Math.abs(other.cents - product.cents),
    )
    .slice(0, 4);

/** What is inside the page of a product. */
export const productPage = (product: Product): Html => html`<div class="one">
${pictureOf(product, `${product.name}, drawn`)}
<div class="summary"><p class="maker">${product.brand}</p><h1>${product.name}</h1>${ratingOf(product)}
<p class="text">${product.text}</p>${priceOf(product)}${stockOf(product)}${buying(product)}
<ul class="promises"><li>Sent today when ordered before 15:00</li><li>Free delivery from € 50</li><li>30 days to send it back</li></ul></div></div>
<div class="deeper"><section aria-label="Details">${specs(product)}</section>
<section aria-labelledby="said"><h2 id="said">What customers say</h2><ul class="reviews">${reviewsOf(
  product,
).map(
  ({ by, stars, text }) =>
    html`<li class="review"><p>${starRow(stars)}<span class="unseen">${stars} of 5 stars. </span><b>${by}</b></p><p>${text}</p></li>`,
)}</ul></section></div>
<section aria-labelledby="alike"><h2 id="alike">You may also like</h2><div class="row">${others(product).map((other) => card(other))}</div></section>`;
