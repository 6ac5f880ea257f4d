/** The pages of the rowing club: its application, and what it has received. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { documentOf } from "../reply.ts";
import { control } from "./controls.ts";
import type { Group } from "./fields.ts";

const SITE = { name: "Eastmere Rowing Club", stylesheet: "/form/style.css", colour: "#2b56b0" };

const WATER = html`<svg class="water" viewBox="0 0 1280 220" preserveAspectRatio="xMidYMax slice" aria-hidden="true"><circle cx="760" cy="112" r="44" fill="#f7cf7d"/>
<path d="M0 128c140-60 300-70 470-20s360 30 810-40v152h-1280z" fill="#9db8e6"/><path d="M0 160q80-16 160 0t160 0 160 0 160 0 160 0 160 0 160 0 160 0v60h-1280z" fill="#5e86cf"/>
<g transform="translate(470 108)"><path d="M0 58h420q-22 18-60 18h-300q-42 0-60-18z" fill="#e0a13c"/><path d="M90 22l-44 74M180 22l-44 74M270 22l-44 74M360 22l-44 74" stroke="#f7f3e8" stroke-width="5" stroke-linecap="round"/>
<g fill="#14213d"><circle cx="84" cy="12" r="12"/><circle cx="174" cy="12" r="12"/><circle cx="264" cy="12" r="12"/><circle cx="354" cy="12" r="12"/></g><path d="M68 58q0-32 16-32t18 32zM158 58q0-32 16-32t18 32zM248 58q0-32 16-32t18 32zM338 58q0-32 16-32t18 32z" fill="#f7f3e8"/></g>
<path d="M0 192q80-16 160 0t160 0 160 0 160 0 160 0 160 0 160 0 160 0v28h-1280z" fill="#2b56b0"/></svg>`;

/** A whole page of the club. */
export const framed = (title: string, content: Html): Html =>
  documentOf(
    SITE,
    title,
    html`<header class="top"><div class="wide"><p class="club"><a href="/form">Eastmere Rowing Club</a></p><p>Since 1887 on the Sallow</p></div>${WATER}</header>
<main id="content" class="wide">${content}</main><footer class="wide"><p>This club is made up. What is sent here stays in this machine’s memory, and is gone when it stops.</p></footer>`,
  );

/** What was filled in so far, and what is wrong with it, by the names of the fields. */
export type Draft = { values: ReadonlyMap<string, string>; problems: ReadonlyMap<string, string> };

/** What is inside the page of the application. */
export function applicationPage(groups: readonly Group[], { values, problems }: Draft): Html {
  const fields = groups.flatMap((group) => group.fields);
  const wrong = fields.filter(({ name }) => problems.has(name));
  return html`<h1>Apply for membership</h1><p class="lead">It takes three minutes. What has a <span class="must">*</span> must be filled in.</p>
${wrong.length > 0 && html`<div role="alert" class="alert"><p>Please look at this again:</p><ul>${wrong.map(({ name, label, type, options }) => html`<li><a href="#${type === "radio" ? `${name}-${options?.[0]?.[0]}` : name}">${label}</a>: ${problems.get(name)}</li>`)}</ul></div>`}
<form id="application" method="post" action="/form">${groups.map(
    ({ title, fields }, index) =>
      html`<section class="group" aria-labelledby="group-${index}"><h2 id="group-${index}">${title}</h2><div class="fields">${fields.map((field) => control(field, values.get(field.name) ?? field.preset ?? "", problems.get(field.name)))}</div></section>`,
  )}<p class="send"><button>Send the application</button></p></form>`;
}

/** What is inside the page that says what was received: label and value of each field. */
export const receivedPage = (
  rows: readonly (readonly [string, string])[],
): Html => html`<h1>Thank you, we have it</h1>
<p class="lead">This is what you sent us. Somebody from the boathouse will call.</p>
<div class="group"><table class="received"><caption>Your application</caption><tbody>${rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</tbody></table></div>
<p class="send"><a class="button" href="/form">Apply for somebody else</a></p>`;
