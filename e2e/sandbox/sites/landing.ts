/** The page at the top: which sites there are. */
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { documentOf } from "./reply.ts";

const SITE = { name: "Sites", stylesheet: "/style.css", colour: "#3a4a7a" };

const SITES: [address: string, name: string, text: string, picture: Html][] = [
  [
    "/shop",
    "Larkmoor",
    "A shop with search, filters, a basket, orders behind a sign-in, and a checkout.",
    html`<rect width="320" height="180" fill="#e3efe8"/><circle cx="236" cy="62" r="30" fill="#f4c48b"/><path d="M0 120c60-40 110-30 160-6s110 12 160-20v86h-320z" fill="#5d9179"/><path d="M0 150c90-30 170 0 320-24v54h-320z" fill="#1f5c4a"/><path d="M80 70h110a18 22 0 0 1 0 44h-110a18 22 0 0 1 0-44z" fill="#e2725b"/><ellipse cx="190" cy="92" rx="18" ry="22" fill="#c75b46"/><path d="M190 92c3-5 9 1 5 6s-14-1-10-10 16-4 15 6" fill="none" stroke="#fff1dc" stroke-width="2.5"/>`,
  ],
  [
    "/news",
    "The Morrowby Courier",
    "A newspaper of today: six sections, one of them slow, one of them broken.",
    html`<rect width="320" height="180" fill="#efe9dd"/><rect x="70" y="26" width="180" height="154" fill="#fffdf8"/><rect x="88" y="44" width="144" height="12" fill="#1b1b1b"/><rect x="88" y="70" width="66" height="48" fill="#a3402f"/><path d="M164 74h68M164 86h68M164 98h54M164 110h62M88 132h144M88 144h144M88 156h110" stroke="#b9b2a4" stroke-width="4"/>`,
  ],
  [
    "/form",
    "Eastmere Rowing Club",
    "An application with one field of every type, checked here and there.",
    html`<rect width="320" height="180" fill="#dfe7f5"/><path d="M0 120q40-14 80 0t80 0 80 0 80 0v60h-320z" fill="#7f9bd0"/><path d="M0 146q40-14 80 0t80 0 80 0 80 0v34h-320z" fill="#3f5fa3"/><path d="M54 112h212q-16 20-44 20h-124q-30 0-44-20z" fill="#c98b2e"/><path d="M96 60l76 74M224 60l-76 74" stroke="#8a5a44" stroke-width="5" stroke-linecap="round"/><circle cx="160" cy="84" r="13" fill="#8a5a44"/><path d="M144 112q2-18 16-18t16 18z" fill="#f7f5f0"/>`,
  ],
];

/** The whole page. */
export const landing = (): Html =>
  documentOf(
    SITE,
    "Sites worth browsing",
    html`<main id="content"><h1>Three sites worth browsing</h1><p class="lead">Small, made up, and served by this machine alone. Nothing here is for sale, true or sent anywhere.</p>
<ul>${SITES.map(
      ([address, name, text, picture]) =>
        html`<li><a href="${address}"><svg viewBox="0 0 320 180" aria-hidden="true">${picture}</svg><h2>${name}</h2><p>${text}</p></a></li>`,
    )}</ul></main>`,
  );
