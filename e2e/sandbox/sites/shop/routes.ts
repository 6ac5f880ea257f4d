/** Who answers what in the shop. */
import type { IncomingMessage } from "node:http";
import type { Asked } from "../asked.ts";
import { field, formOf, Refused } from "../asked.ts";
import { page, seeOther } from "../reply.ts";
import type { Route } from "../router.ts";
import { changeBasket } from "./basket-change.ts";
import { basketPage } from "./basket.ts";
import { productOf } from "./catalogue.ts";
import { addressFrom, checkoutPage, isExpress } from "./checkout.ts";
import { isCustomer } from "./customer.ts";
import type { Frame } from "./frame.ts";
import { framed, nextOf } from "./frame.ts";
import { home } from "./home.ts";
import { loginPage } from "./login.ts";
import { orderPage, ordersPage } from "./orders.ts";
import { CATEGORIES } from "./product.ts";
import { productPage } from "./product-page.ts";
import { results, titleOf } from "./results.ts";
import { found, searchOf } from "./search.ts";
import { ShopState } from "./state.ts";

const toLogin = (next: string) => seeOther(`/shop/login?next=${encodeURIComponent(next)}`);

/** The routes of a shop with baskets and orders of its own. */
export function shopRoutes(): Route[] {
  const state = new ShopState();

  const shown = (request: IncomingMessage, frame: Omit<Frame, "pieces" | "signedIn">) => {
    const session = state.sessions.find(request);
    const pieces = [...(session?.basket.values() ?? [])].reduce((sum, count) => sum + count, 0);
    return page(framed({ ...frame, pieces, signedIn: session?.signedIn ?? false }));
  };

  /** The session of whoever is signed in, or null. */
  const customer = (request: IncomingMessage) => {
    const session = state.sessions.find(request);
    return session?.signedIn ? session : null;
  };

  async function logIn({ request }: Asked) {
    const form = await formOf(request);
    const next = nextOf(form);
    if (!isCustomer(field(form, "user"), form.get("password") ?? "")) {
      return seeOther(`/shop/login?next=${encodeURIComponent(next)}&wrong=1`);
    }
    const { held, cookie } = state.sessions.renew(request);
    held.signedIn = true;
    return seeOther(next, cookie);
  }

  async function order({ request }: Asked) {
    const form = await formOf(request);
    const session = customer(request);
    if (!session) return toLogin("/shop/checkout");
    if (session.basket.size === 0) return seeOther("/shop/basket");
    const address = addressFrom(form);
    if (!address) return seeOther("/shop/checkout?missing=1");
    const { number } = state.place(session, isExpress(form), address);
    return seeOther(`/shop/orders/${number}`);
  }

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
    {
      path: /^\/shop\/login$/,
      get: ({ request, query }) => {
        const next = nextOf(query);
        if (customer(request)) return seeOther(next);
        const content = loginPage(next, query.has("wrong"));
        return shown(request, { title: "Sign in", content, trail: [] });
      },
      post: logIn,
    },
    {
      path: /^\/shop\/logout$/,
      post: ({ request }) => {
        const session = customer(request);
        if (session) session.signedIn = false;
        return seeOther("/shop");
      },
    },
    {
      path: /^\/shop\/checkout$/,
      get: ({ request, query }) => {
        const session = customer(request);
        if (!session) return toLogin("/shop/checkout");
        if (session.basket.size === 0) return seeOther("/shop/basket");
        const content = checkoutPage(session.basket, query.has("missing"));
        return shown(request, {
          title: "Checkout",
          content,
          trail: [["Your basket", "/shop/basket"]],
        });
      },
      post: order,
    },
    {
      path: /^\/shop\/orders$/,
      get: ({ request, query }) => {
        if (!customer(request)) return toLogin("/shop/orders");
        const content = ordersPage(state.orders, Number.parseInt(field(query, "page"), 10) || 1);
        return shown(request, { title: "Your orders", content, trail: [] });
      },
    },
    {
      path: /^\/shop\/orders\/(LM-\d+)$/,
      get: ({ request, parts: [number = ""] }) => {
        if (!customer(request)) return toLogin(`/shop/orders/${number}`);
        const order = state.orders.find((order) => order.number === number);
        if (!order) throw new Refused(404, "There is no such order.");
        const trail = [["Your orders", "/shop/orders"]] as const;
        return shown(request, { title: `Order ${number}`, content: orderPage(order), trail });
      },
    },
  ];
}
