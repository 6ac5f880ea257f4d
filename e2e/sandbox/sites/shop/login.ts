/** The sign-in page. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { CUSTOMER } from "./customer.ts";

/** What is inside the sign-in page; `next` is where a right answer leads. */
export const loginPage = (
  next: string,
  failed: boolean,
): Html => html`<div class="narrow"><h1>Sign in</h1>
<p>To see your orders and to check out.</p>
${failed && html`<p role="alert" class="alert" id="wrong">That name or password is wrong. Please try again.</p>`}
<form id="login" method="post" action="/shop/login"><input type="hidden" name="next" value="${next}">
<p class="field"><label for="user">Name</label><input id="user" name="user" autocomplete="username" autocapitalize="none" maxlength="100" required ${failed && html`aria-describedby="wrong"`}></p>
<p class="field"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" maxlength="100" required ${failed && html`aria-describedby="wrong"`}></p>
<button>Sign in</button></form>
<p class="hint">This is a demo shop with one customer. Name: <b class="hint-user">${CUSTOMER.user}</b>, password: <b class="hint-password">${CUSTOMER.password}</b></p></div>`;
