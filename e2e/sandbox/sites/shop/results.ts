/** What a search finds, with the filters beside it. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { card } from "./card.ts";
import { CATEGORIES } from "./product.ts";
import type { Found, Search } from "./search.ts";
import { addressOf, SORTS } from "./search.ts";

const option = (value: string, name: string, chosen: string): Html =>
  html`<option value="${value}" ${value === chosen && html`selected`}>${name}</option>`;

const bound = (name: string, label: string, unit: string, value: number | null, rest: Html): Html =>
  html`<p class="field"><label for="f-${name}">${label}</label><span class="with-unit"><input id="f-${name}" name="${name}" type="number" inputmode="decimal" min="0" value="${value ?? ""}" ${rest}><span>${unit}</span></span></p>`;

const filters = (
  search: Search,
): Html => html`<form id="filters" action="/shop/search" aria-label="Filters">
<h2>Filters</h2><input type="hidden" name="q" value="${search.q}">
<p class="field"><label for="f-category">Category</label><select id="f-category" name="category">${option("", "Everything", search.category ?? "")}
${Object.entries(CATEGORIES).map(([id, name]) => option(id, name, search.category ?? ""))}</select></p>
${bound("thickness", "Thickness from", "mm", search.thickness, html`max="50" step="0.5" placeholder="any"`)}
<div class="two">${bound("min_price", "Price from", "€", search.minPrice, html`step="0.01" placeholder="0"`)}
${bound("max_price", "up to", "€", search.maxPrice, html`step="0.01" placeholder="any"`)}</div>
${bound("rating", "Rating from", "of 5", search.rating, html`max="5" step="0.1" placeholder="any"`)}
<p class="field check"><input id="f-stock" name="stock" type="checkbox" value="1" ${search.inStock && html`checked`}><label for="f-stock">Only what is in stock</label></p>
<p class="field"><label for="f-sort">Sort by</label><select id="f-sort" name="sort">
${Object.entries(SORTS).map(([id, name]) => option(id, name, search.sort))}</select></p>
<button>Show results</button></form>`;

/** One for each filter that is set, to take it away again. */
function chips(search: Search): Html | false {
  const set: [string, Partial<Search>][] = [];
  if (search.category) set.push([CATEGORIES[search.category], { category: null }]);
  if (search.thickness !== null) set.push([`from ${search.thickness} mm`, { thickness: null }]);
  if (search.minPrice !== null) set.push([`from € ${search.minPrice}`, { minPrice: null }]);
  if (search.maxPrice !== null) set.push([`up to € ${search.maxPrice}`, { maxPrice: null }]);
  if (search.rating !== null) set.push([`rated ${search.rating} or more`, { rating: null }]);
  if (search.inStock) set.push(["in stock", { inStock: false }]);
  if (set.length === 0) return false;
  return html`<ul class="chips" aria-label="Filters that are set">${set.map(
    ([name, without]) =>
      html`<li><a href="${addressOf({ ...search, ...without, page: 1 })}">${name}<span aria-hidden="true"> ×</span><span class="unseen">, remove</span></a></li>`,
  )}</ul>`;
}

function pagesOf(search: Search, { page, pages }: Found): Html | false {
  if (pages === 1) return false;
  const at = (page: number) => addressOf({ ...search, page });
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  return html`<nav class="pages" aria-label="Pages">${page > 1 && html`<a rel="prev" href="${at(page - 1)}">Previous</a>`}
${numbers.map((number) => html`<a href="${at(number)}" ${number === page && html`aria-current="page"`}><span class="unseen">Page </span>${number}</a>`)}
${page < pages && html`<a rel="next" href="${at(page + 1)}">Next</a>`}</nav>`;
}

/** The title of a search's page. */
export const titleOf = ({ q, category }: Search): string =>
  q ? `Results for “${q}”` : category ? CATEGORIES[category] : "Everything we have";

/** What is inside the page of a search. */
export const results = (search: Search, found: Found): Html => html`<div class="finding">
${filters(search)}
<section class="results" aria-labelledby="found"><div class="results-head"><h1 id="found">${titleOf(search)}</h1>
<p class="count" role="status">${found.total} ${found.total === 1 ? "result" : "results"}</p></div>${chips(search)}
${
  found.total === 0
    ? html`<div class="nothing"><h2>Nothing fits</h2><p>Try fewer words, or take a filter away.</p><p><a class="button" href="/shop/search">Show everything</a></p></div>`
    : html`<div class="grid">${found.products.map((product) => card(product, "h2"))}</div>`
}${pagesOf(search, found)}</section></div>`;
