/** A product as lists show it. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { pictureOf } from "./pictures.ts";
import type { Product } from "./product.ts";
import { euros, stars, stockWords } from "./product.ts";

const STAR = "M10 1.6l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L10 15l-5.3 2.8 1.1-5.9L1.5 7.8l5.9-.8z";

/** Five stars of which `rating` are filled; the figure itself is for others to tell. */
export const starRow = (rating: number): Html =>
  html`<span class="stars" aria-hidden="true">${[1, 2, 3, 4, 5].map(
    (place) =>
      html`<svg viewBox="0 0 20 20" class="${rating >= place - 0.25 ? "full" : rating >= place - 0.75 ? "half" : "none"}"><path d="${STAR}"/></svg>`,
  )}</span>`;

/** The price; what it was before stands beside it, not in it. */
export const priceOf = ({ cents, wasCents }: Product): Html =>
  html`<p class="prices"><span class="price">${euros(cents)}</span>${
    wasCents !== undefined &&
    html` <s class="was"><span class="unseen">before: </span>${euros(wasCents)}</s> <span class="off">−${Math.round(100 - (cents / wasCents) * 100)} %</span>`
  }</p>`;

export const ratingOf = ({ rating, reviewCount }: Product): Html =>
  html`<p class="rated">${starRow(rating)}<span class="unseen">Rated </span><span class="rating">${stars(rating)}</span> <span class="reviews-count">${reviewCount} reviews</span></p>`;

export const stockOf = (product: Product): Html =>
  html`<p class="stock ${product.stock > 0 ? "there" : "gone"}">${stockWords(product)}</p>`;

export const card = (product: Product, heading: "h2" | "h3" = "h3"): Html => {
  const name = html`<a href="/shop/p/${product.slug}">${product.name}</a>`;
  return html`<article class="product">${pictureOf(product)}
<div class="about"><p class="maker">${product.brand}</p>
${heading === "h2" ? html`<h2 class="name">${name}</h2>` : html`<h3 class="name">${name}</h3>`}
${ratingOf(product)}
<dl class="facts">${product.facts.slice(0, 3).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
<div class="deal">${priceOf(product)}${stockOf(product)}</div></div></article>`;
};
