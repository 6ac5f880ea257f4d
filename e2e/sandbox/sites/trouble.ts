/** The page for whatever cannot be answered. */
import type { Refused } from "./asked.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { documentOf } from "./reply.ts";
import { framed } from "./shop/frame.ts";

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
  const content = html`<div class="nothing trouble"><p class="code">${status}</p><h1>${title}</h1><p>${message}</p>`;
  if (/^\/shop(\/|$)/.test(path)) {
    const back = html`${content}<p><a class="button" href="/shop">To the front page</a></p></div>`;
    return framed({ title, content: back, pieces: null, signedIn: false });
  }
  const site = { name: "Sites", stylesheet: "/style.css", colour: "#3a4a7a" };
  return documentOf(
    site,
    title,
    html`<main id="content">${content}<p><a href="/">To the sites</a></p></div></main>`,
  );
}
