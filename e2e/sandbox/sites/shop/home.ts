/** The shop's front page. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { card } from "./card.ts";
import { PRODUCTS, productOf } from "./catalogue.ts";
import { pictureOf } from "./pictures.ts";
import type { Category } from "./product.ts";
import { CATEGORIES } from "./product.ts";

/** The product whose picture stands for a category. */
const FACES: Record<Category, string> = {
  mats: "low-tide-soft",
  shoes: "skylark-3",
  bottles: "brook-750",
  weights: "bellfoot-12",
  bags: "ferry-28",
  accessories: "cork-block",
};

const SCENE = html`<svg class="scene" viewBox="0 0 640 360" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
<circle cx="470" cy="120" r="64" fill="#f9dcae"/><circle cx="470" cy="120" r="44" fill="#f4c48b"/>
<path d="M0 236c90-70 160-78 250-26s170 44 240-6 110-40 150-22v178h-640z" fill="#5d9179"/>
<path d="M0 276c110-50 210-26 300 4s220 22 340-34v114h-640z" fill="#3b7660"/><path d="M0 322c150-34 260-14 380 6s180 0 260-22v54h-640z" fill="#1f5c4a"/>
<g transform="translate(356 170)"><path d="M-84 128h196l22 14h-240z" fill="#f2b84b"/><path d="M-106 142h240v6h-240z" fill="#c98b2e"/>
<circle cx="14" cy="12" r="17" fill="#8a5a44"/><path d="M4 0c4-10 22-10 26 0 3 6-2 8-8 6s-14 2-18-6z" fill="#3a2a25"/><circle cx="18" cy="-8" r="7" fill="#3a2a25"/>
<path d="M-2 34c4-6 28-6 32 0l8 54h-48z" fill="#e2725b"/><path d="M-2 38c-22 14-36 34-48 60l10 4c14-20 26-32 40-42zM30 38c22 14 36 34 48 60l-10 4c-14-20-26-32-40-42z" fill="#8a5a44"/>
<path d="M-10 86h48c24 8 52 18 56 30 2 8-6 12-14 12h-132c-8 0-16-4-14-12 4-12 32-22 56-30z" fill="#2f4858"/><path d="M14 112c22-10 46-12 66-2M14 112c-22-10-46-12-66-2" stroke="#203340" stroke-width="4" fill="none" stroke-linecap="round"/></g>
<g fill="#fff"><path d="M90 96c18-22 44-20 54-4 20-6 32 4 34 16h-108c2-8 8-12 20-12z" opacity=".85"/><path d="M250 58c12-16 32-14 40-2 14-4 24 4 24 12h-78c0-6 6-10 14-10z" opacity=".7"/></g></svg>`;

const REDUCED = PRODUCTS.filter(({ wasCents }) => wasCents !== undefined);
const LOVED = ["basalt-pro", "ridgeway-trail", "winterwell", "cork-block"];

/** What is inside the front page. */
export const home =
  (): Html => html`<section class="hero"><div><p class="kicker">The quiet season</p>
<h1>Room to move,<br>time to breathe.</h1><p>Mats, shoes and small helpers for a calm body. Chosen by people who use them, sent on the same day.</p>
<p><a class="button" href="/shop/search?category=mats">See all yoga mats</a> <a class="button pale" href="/shop/search?sort=rating">Best rated</a></p></div>${SCENE}</section>
<section aria-labelledby="by-category"><h2 id="by-category">What are you looking for?</h2><ul class="faces">
${(Object.keys(CATEGORIES) as Category[]).map((category) => {
  const face = productOf(FACES[category]);
  const count = PRODUCTS.filter((product) => product.category === category).length;
  return html`<li><a href="/shop/search?category=${category}">${face && pictureOf(face)}<b>${CATEGORIES[category]}</b><span>${count} things</span></a></li>`;
})}</ul></section>
<section aria-labelledby="loved"><h2 id="loved">Loved by our customers</h2><div class="row">
${LOVED.map((slug) => productOf(slug)).map((product) => product && card(product))}</div></section>
<section aria-labelledby="reduced"><h2 id="reduced">Reduced for a while</h2><div class="row">
${REDUCED.slice(0, 4).map((product) => card(product))}</div></section>`;
