/** The shop's search: words, filters, sorting and paging. */
import { field } from "../asked.ts";
import { PRODUCTS } from "./catalogue.ts";
import type { Category, Product } from "./product.ts";
import { isCategory } from "./product.ts";
import { relevance, words } from "./relevance.ts";

const PER_PAGE = 12;

export const SORTS = {
  relevance: "Best match",
  price: "Price, low to high",
  "price-desc": "Price, high to low",
  rating: "Best rated",
} as const;

export type Sort = keyof typeof SORTS;

export type Search = {
  q: string;
  category: Category | null;
  /** At least this many mm. */
  thickness: number | null;
  minPrice: number | null;
  maxPrice: number | null;
  rating: number | null;
  inStock: boolean;
  sort: Sort;
  page: number;
};

export type Found = { total: number; page: number; pages: number; products: Product[] };

/** A number as people write it, or null for anything else. */
function number(from: URLSearchParams, name: string): number | null {
  const text = field(from, name).replace(",", ".");
  const value = Number(text);
  return text !== "" && Number.isFinite(value) && value >= 0 ? value : null;
}

/** What a query asks for; whatever cannot be read is as if it were not there. */
export function searchOf(query: URLSearchParams): Search {
  const [category, sort] = [field(query, "category"), field(query, "sort")];
  return {
    q: field(query, "q"),
    category: isCategory(category) ? category : null,
    thickness: number(query, "thickness"),
    minPrice: number(query, "min_price"),
    maxPrice: number(query, "max_price"),
    rating: number(query, "rating"),
    inStock: query.get("stock") === "1",
    sort: Object.hasOwn(SORTS, sort) ? (sort as Sort) : "relevance",
    page: Math.max(1, Math.floor(number(query, "page") ?? 1)),
  };
}

/** The address of a search, without what says nothing. */
export function addressOf(search: Search): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== "") query.set(name, String(value));
  };
  set("q", search.q);
  set("category", search.category);
  set("thickness", search.thickness);
  set("min_price", search.minPrice);
  set("max_price", search.maxPrice);
  set("rating", search.rating);
  set("stock", search.inStock ? 1 : null);
  set("sort", search.sort === "relevance" ? null : search.sort);
  set("page", search.page === 1 ? null : search.page);
  return `/shop/search${query.size === 0 ? "" : `?${query}`}`;
}

function passes(product: Product, search: Search): boolean {
  const atLeast = (value: number | undefined, bound: number | null) =>
    bound === null || (value !== undefined && value >= bound);
  return (
    (search.category === null || product.category === search.category) &&
    atLeast(product.thicknessMm, search.thickness) &&
    atLeast(product.cents / 100, search.minPrice) &&
    (search.maxPrice === null || product.cents / 100 <= search.maxPrice) &&
    atLeast(product.rating, search.rating) &&
    (!search.inStock || product.stock > 0)
  );
}

const ORDER: Record<Sort, (one: Scored, other: Scored) => number> = {
  relevance: (one, other) => other.score - one.score,
  price: (one, other) => one.product.cents - other.product.cents,
  "price-desc": (one, other) => other.product.cents - one.product.cents,
  rating: (one, other) => other.product.rating - one.product.rating,
};

type Scored = { product: Product; score: number };

/** The page of products that a search finds; a page beyond the last is the last. */
export function found(search: Search): Found {
  const asked = words(search.q);
  const all = PRODUCTS.map((product) => ({ product, score: relevance(product, asked) }))
    .filter(({ product, score }) => score > 0 && passes(product, search))
    .sort(ORDER[search.sort]);
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const page = Math.min(search.page, pages);
  const products = all.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(({ product }) => product);
  return { total: all.length, page, pages, products };
}
