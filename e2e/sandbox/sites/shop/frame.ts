/** What is around every page of the shop. */
import { field } from "../asked.ts";
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { documentOf } from "../reply.ts";
import { CATEGORIES } from "./product.ts";

const SITE = { name: "Larkmoor", stylesheet: "/shop/style.css", colour: "#1f5c4a" };

const MARK = html`<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="16" fill="#1f5c4a"/><path d="M5 20c6-10 12-10 16-4 2 3 4 3 6 2-2 5-7 8-12 7-4-1-6-4-10-5z" fill="#f4c48b"/><circle cx="21" cy="11" r="3" fill="#fff6e6"/></svg>`;

export type Frame = {
  title: string;
  content: Html;
  /** The words in the search field. */
  q?: string;
  /** Pieces in the basket; null where nobody knows. */
  pieces: number | null;
  signedIn: boolean;
  /** Where in the shop this is: names and addresses, from the top. */
  trail?: readonly (readonly [name: string, address: string])[];
};

const trailOf = (trail: NonNullable<Frame["trail"]>, title: string): Html =>
  html`<nav class="trail" aria-label="Where you are"><ol>
<li><a href="/shop">Shop</a></li>${trail.map(([name, address]) => html`<li><a href="${address}">${name}</a></li>`)}
<li aria-current="page">${title}</li></ol></nav>`;

/** A whole page of the shop. */
export const framed = ({ title, content, q = "", pieces, signedIn, trail }: Frame): Html =>
  documentOf(
    SITE,
    title,
    html`<header class="top"><div class="wide">
<a class="brand" href="/shop">${MARK}<span>Larkmoor</span></a>
<form role="search" action="/shop/search"><label class="unseen" for="q">Search the shop</label>
<input id="q" name="q" type="search" maxlength="200" value="${q}" placeholder="Search for mats, shoes, bottles…" autocomplete="off"><button>Search</button></form>
<nav class="account" aria-label="Your account"><a href="/shop/orders">Orders</a>
${signedIn ? html`<form method="post" action="/shop/logout"><button class="link">Sign out</button></form>` : html`<a href="/shop/login">Sign in</a>`}
<a class="to-basket" href="/shop/basket">Basket${pieces !== null && html` <b>${pieces}</b>`}</a></nav>
</div><nav class="categories" aria-label="Categories"><ul class="wide">
${Object.entries(CATEGORIES).map(([id, name]) => html`<li><a href="/shop/search?category=${id}">${name}</a></li>`)}
</ul></nav></header>
<main id="content" class="wide">${trail && trailOf(trail, title)}${content}</main>
<footer class="bottom"><div class="wide"><p><b>Larkmoor</b> Things for moving, and for resting afterwards.</p>
<ul><li>Free delivery from € 50</li><li>30 days to think again</li><li>Repairs for life</li></ul>
<p class="small">A shop made for trying things out: nothing here can be bought for real.</p></div></footer>`,
  );

/** What the pages' address may carry as the place to go on to: a path of the shop, else its front page. */
export function nextOf(from: URLSearchParams): string {
  const next = field(from, "next", 500);
  return /^\/shop(\/[\w\-/]*)?$/.test(next) ? next : "/shop";
}
