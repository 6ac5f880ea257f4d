/** The customer's orders: the list of them, and each. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { totals } from "./basket.ts";
import type { Order } from "./order.ts";
import { goodsOf, sumOf } from "./order.ts";
import { euros } from "./product.ts";

const ORDERS_PER_PAGE = 10;

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

const dated = (date: Date): Html =>
  html`<time datetime="${date.toISOString()}">${DATE.format(date)}</time>`;

const statusOf = ({ status }: Order): Html =>
  html`<span class="status ${status.toLowerCase().replaceAll(" ", "-")}">${status}</span>`;

const row = (order: Order): Html => {
  const goods = goodsOf(order);
  return html`<tr><th scope="row"><a href="/shop/orders/${order.number}">${order.number}</a></th><td>${dated(order.placed)}</td>
<td>${goods.map(({ product, pieces }) => `${pieces} × ${product.name}`).join(", ")}</td><td>${statusOf(order)}</td><td>${euros(sumOf(goods) + order.shippingCents)}</td></tr>`;
};

/** What is inside a page of orders; a page beyond the last is the last. */
export function ordersPage(orders: readonly Order[], wanted: number): Html {
  const pages = Math.max(1, Math.ceil(orders.length / ORDERS_PER_PAGE));
  const page = Math.min(Math.max(1, wanted), pages);
  const shown = orders.slice((page - 1) * ORDERS_PER_PAGE, page * ORDERS_PER_PAGE);
  return html`<div class="results-head"><h1>Your orders</h1><p class="count">${orders.length} orders</p></div>
<div class="scroll"><table class="orders"><caption class="unseen">Your orders, newest first</caption>
<thead><tr><th scope="col">Order</th><th scope="col">Date</th><th scope="col">Items</th><th scope="col">Status</th><th scope="col">Total</th></tr></thead><tbody>${shown.map(row)}</tbody></table></div>
<nav class="pages" aria-label="Pages">${page > 1 && html`<a rel="prev" href="/shop/orders?page=${page - 1}">Newer</a>`}<span>Page ${page} of ${pages}</span>${page < pages && html`<a rel="next" href="/shop/orders?page=${page + 1}">Older</a>`}</nav>`;
}

/** What is inside the page of one order. */
export function orderPage(order: Order): Html {
  const [name, street, postcode, town] = order.address;
  const goods = goodsOf(order);
  return html`<h1>Order ${order.number}</h1>${order.status === "Received" && html`<p class="thanks" role="status">Thank you! We have your order and will pack it today.</p>`}
<p class="order-facts">${statusOf(order)} <span>Placed on ${dated(order.placed)}</span></p>
<div class="scroll"><table class="order"><caption class="unseen">What was ordered</caption><thead><tr><th scope="col">Product</th><th scope="col">Pieces</th><th scope="col">Price</th><th scope="col">Sum</th></tr></thead><tbody>
${goods.map(({ product, pieces }) => html`<tr><th scope="row"><a href="/shop/p/${product.slug}">${product.name}</a></th><td>${pieces}</td><td>${euros(product.cents)}</td><td>${euros(product.cents * pieces)}</td></tr>`)}</tbody>${totals(sumOf(goods), order.shippingCents, 4)}</table></div>
<section class="sent-to" aria-labelledby="sent-to"><h2 id="sent-to">Sent to</h2><address>${name}<br>${street}<br>${postcode} ${town}</address></section>
<p><a class="button pale" href="/shop/orders">All orders</a></p>`;
}
