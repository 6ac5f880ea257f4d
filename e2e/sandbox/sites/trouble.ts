/** The page for whatever cannot be answered. */
import type { Refused } from "./asked.ts";
import { framed as clubPage } from "./form/pages.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { framed as newsPage } from "./news/frame.ts";
import { documentOf } from "./reply.ts";
import { framed as shopPage } from "./shop/frame.ts";

const SITE = { name: "Sites", stylesheet: "/style.css", colour: "#3a4a7a" };

const TITLES: Record<number, string> = {
  400: "Not an address",
  404: "Not found",
  405: "Not like that",
  413: "Too much",
  415: "Not a form",
};

/** A page that says what is wrong, in the look of the site that `path` is on. */
export function trouble(path: string, { status, message }: Refused): Html {
  const title = TITLES[status] ?? "Trouble";
  const site = /^\/(shop|news|form)(?=\/|$)/.exec(path)?.[0];
  const content = html`<div class="nothing trouble"><p class="code">${status}</p><h1>${title}</h1><p>${message}</p>
<p><a class="button" href="${site ?? "/"}">${site ? "To the front page" : "To the sites"}</a></p></div>`;
  if (site === "/shop") return shopPage({ title, content, pieces: null, signedIn: false });
  if (site === "/news") return newsPage({ title, content, now: new Date() });
  if (site === "/form") return clubPage(title, content);
  return documentOf(SITE, title, html`<main id="content">${content}</main>`);
}
