/** Who answers what in the shop, as far as nobody need be signed in. */
import { formOf, Refused } from "../asked.ts";
import { seeOther } from "../reply.ts";
import type { Route } from "../router.ts";
import { accountRoutes } from "./account-routes.ts";
import { basketPage } from "./basket.ts";
import { changeBasket } from "./basket-change.ts";
import { productOf } from "./catalogue.ts";
import { home } from "./home.ts";
import { CATEGORIES } from "./product.ts";
import { productPage } from "./product-page.ts";
import { results, titleOf } from "./results.ts";
import { found, searchOf } from "./search.ts";
import { ShopState } from "./state.ts";
import { visitsOf } from "./visit.ts";

/** The routes of a shop with baskets and orders of its own. */
export function shopRoutes(): Route[] {
  const visits = visitsOf(new ShopState());
  const { state, shown } = visits;
  return [
    {
      path: /^\/shop$/,
      get: ({ request }) => shown(request, { title: "Larkmoor", content: home() }),
    },
    {
      path: /^\/shop\/search$/,
      get: ({ request, query }) => {
        const search = searchOf(query);
        const content = results(search, found(search));
        return shown(request, { title: titleOf(search), content, q: search.q, trail: [] });
      },
    },
    {
      path: /^\/shop\/p\/([\w-]+)$/,
      get: ({ request, parts: [slug = ""] }) => {
        const product = productOf(slug);
        if (!product) throw new Refused(404, "We do not have that product.");
        const { category, name } = product;
        const trail = [[CATEGORIES[category], `/shop/search?category=${category}`]] as const;
        return shown(request, { title: name, content: productPage(product), trail });
      },
    },
    {
      path: /^\/shop\/basket$/,
      get: ({ request }) => {
        const basket = state.sessions.find(request)?.basket ?? new Map();
        return shown(request, { title: "Your basket", content: basketPage(basket), trail: [] });
      },
      post: async ({ request }) => {
        const form = await formOf(request);
        const { held, cookie } = state.sessions.open(request);
        changeBasket(held.basket, form);
        return seeOther("/shop/basket", cookie);
      },
    },
    ...accountRoutes(visits),
  ];
}
