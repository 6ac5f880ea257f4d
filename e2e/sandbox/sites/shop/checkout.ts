/** The checkout: where to send what is in the basket. */
import { field } from "../asked.ts";
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { totals } from "./basket.ts";
import { CUSTOMER } from "./customer.ts";
import { linesOf, shippingOf, sumOf } from "./order.ts";
import { euros } from "./product.ts";

const FIELDS = [
  ["name", "Name", "name"],
  ["street", "Street and number", "street-address"],
  ["postcode", "Postcode", "postal-code"],
  ["town", "Town", "address-level2"],
] as const;

/** The fields of the address, or null when one is missing. */
export function addressFrom(form: URLSearchParams): string[] | null {
  const fields = FIELDS.map(([name]) => field(form, name, 100));
  return fields.every((value) => value !== "") ? fields : null;
}

export const isExpress = (form: URLSearchParams): boolean => form.get("delivery") === "express";

/** What is inside the checkout's page. */
export function checkoutPage(basket: ReadonlyMap<string, number>, missing: boolean): Html {
  const lines = linesOf(basket);
  const sum = sumOf(lines);
  const standard = shippingOf(sum, false);
  return html`<h1>Checkout</h1>${missing && html`<p role="alert" class="alert">Please fill in the whole address.</p>`}
<div class="deeper"><form id="checkout" method="post" action="/shop/checkout">
<fieldset><legend>Where should it go?</legend>${FIELDS.map(
    ([name, label, complete], index) =>
      html`<p class="field"><label for="c-${name}">${label}</label><input id="c-${name}" name="${name}" autocomplete="${complete}" maxlength="100" value="${CUSTOMER.address[index]}" required></p>`,
  )}</fieldset>
<fieldset><legend>How fast?</legend><p class="field check"><input type="radio" id="d-standard" name="delivery" value="standard" checked><label for="d-standard">Two or three days, ${standard === 0 ? "free" : euros(standard)}</label></p>
<p class="field check"><input type="radio" id="d-express" name="delivery" value="express"><label for="d-express">Tomorrow, ${euros(shippingOf(sum, true))}</label></p></fieldset>
<fieldset><legend>How is it paid?</legend><p class="small">By invoice, 14 days after it has arrived.</p></fieldset>
<button>Place the order</button></form>
<section aria-labelledby="summed"><h2 id="summed">Your order</h2><table class="order"><caption class="unseen">What is ordered</caption><thead><tr><th scope="col">Product</th><th scope="col">Sum</th></tr></thead><tbody>
${lines.map(({ product, pieces }) => html`<tr><th scope="row">${pieces} × ${product.name}</th><td>${euros(product.cents * pieces)}</td></tr>`)}</tbody>${totals(sum, standard, 2)}</table></section></div>`;
}
