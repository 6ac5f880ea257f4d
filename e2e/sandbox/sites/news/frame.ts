/** What is around every page of the newspaper. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { documentOf } from "../reply.ts";
import type { Section } from "./article.ts";
import { SECTIONS } from "./article.ts";
import { longDay } from "./dates.ts";

const SITE = { name: "The Morrowby Courier", stylesheet: "/news/style.css", colour: "#1a1a1a" };

export type Frame = { title: string; content: Html; now: Date; section?: Section | "front" };

/** A whole page of the newspaper, as of `now`. */
export function framed({ title, content, now, section }: Frame): Html {
  const current = (here: boolean) => here && html`aria-current="page"`;
  return documentOf(
    SITE,
    title,
    html`<header class="masthead"><div class="wide"><p class="day">${longDay(now)}</p>
<p class="paper"><a href="/news">The Morrowby Courier</a></p><p class="motto">All the news that fits on a quiet morning</p></div>
<nav class="sections" aria-label="Sections"><ul class="wide"><li><a href="/news" ${current(section === "front")}>Front page</a></li>
${Object.entries(SECTIONS).map(([id, name]) => html`<li><a href="/news/${id}" ${current(section === id)}>${name}</a></li>`)}</ul></nav></header>
<main id="content" class="wide">${content}</main>
<footer class="imprint"><div class="wide"><p><b>The Morrowby Courier</b></p><p>Every person, place and company in this paper is made up, and so is the news.</p></div></footer>`,
  );
}
