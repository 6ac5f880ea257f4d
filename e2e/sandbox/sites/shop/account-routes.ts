/** Who answers what in the shop to customers: signing in and out, the checkout, orders. */
import type { Asked } from "../asked.ts";
import { field, formOf, Refused } from "../asked.ts";
import { seeOther } from "../reply.ts";
import type { Route } from "../router.ts";
import { addressFrom, checkoutPage, isExpress } from "./checkout.ts";
import { isCustomer } from "./customer.ts";
import { nextOf } from "./frame.ts";
import { loginPage } from "./login.ts";
import { orderPage, ordersPage } from "./orders.ts";
import type { Visits } from "./visit.ts";

const toLogin = (next: string) => seeOther(`/shop/login?next=${encodeURIComponent(next)}`);

/** The routes of a shop's customers. */
export function accountRoutes({ state, shown, customer }: Visits): Route[] {
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
        const trail = [["Your basket", "/shop/basket"]] as const;
        return shown(request, { title: "Checkout", content, trail });
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
