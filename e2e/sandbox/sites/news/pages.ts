/** The newspaper's pages. */
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import type { Article, Section } from "./article.ts";
import { SECTIONS } from "./article.ts";
import { BUSINESS } from "./business.ts";
import { momentOf, shortDay, stamp, timeOf } from "./dates.ts";
import { sceneOf } from "./scenes.ts";
import { SCIENCE } from "./science.ts";
import { SPORT } from "./sport.ts";
import { WEATHER, weekFrom } from "./weather.ts";
import { WORLD } from "./world.ts";

const ARTICLES: readonly Article[] = [...WORLD, ...BUSINESS, ...SCIENCE, ...SPORT, ...WEATHER];

const inSection = (section: Section): Article[] =>
  ARTICLES.filter((article) => article.section === section);

export const articleOf = (section: string, slug: string): Article | undefined =>
  ARTICLES.find((article) => article.slug === slug && article.section === section);

const addressOf = ({ section, slug }: Article): string => `/news/${section}/${slug}`;

type Look = "lead" | "card" | "line";

/** An h2 stands on the page of its own section, and need not name it. */
const teaser = (article: Article, now: Date, look: Look, heading: "h2" | "h3"): Html => {
  const link = html`<a href="${addressOf(article)}">${article.title}</a>`;
  return html`<article class="teaser ${look}">${look !== "line" && html`<div class="image">${sceneOf(article)}</div>`}
<div class="words"><p class="kicker">${SECTIONS[article.section]}</p>${heading === "h2" ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
<p class="summary">${article.summary}</p><p class="meta"><span>${article.by}</span> ${timeOf(momentOf(article.at, now))}</p></div></article>`;
};

/** What is inside the front page. */
export function frontPage(now: Date): Html {
  const [world, business, science, sport] = [WORLD, BUSINESS, SCIENCE, SPORT];
  const leads = [world[0], business[0], science[0], sport[0]].filter((one) => one !== undefined);
  const [lead, ...cards] = leads;
  const latest = [world[1], science[3], sport[1], business[1]].filter((one) => one !== undefined);
  return html`<h1 class="unseen">Front page</h1><div class="front">${lead && teaser(lead, now, "lead", "h2")}
<section class="latest" aria-labelledby="latest"><h2 id="latest" class="rubric">Also today</h2>${latest.map((article) => teaser(article, now, "line", "h3"))}</section></div>
<section aria-labelledby="more"><h2 id="more" class="rubric">From the sections</h2><div class="cards">${cards.map((article) => teaser(article, now, "card", "h3"))}</div></section>`;
}

const forecast = (
  now: Date,
): Html => html`<div class="scroll"><table class="forecast"><caption>The week in Morrowby</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Sky</th><th scope="col">High</th><th scope="col">Low</th><th scope="col">Rain</th><th scope="col">Wind</th></tr></thead><tbody>
${weekFrom(now).map(
  ({ date, sky, highC, lowC, rainPercent, windKmh }) =>
    html`<tr><th scope="row"><time datetime="${stamp(date).slice(0, 10)}">${shortDay(date)}</time></th><td>${sky}</td><td>${highC} °C</td><td>${lowC} °C</td><td>${rainPercent} %</td><td>${windKmh} km/h</td></tr>`,
)}</tbody></table></div>`;

/** What is inside the page of a section. */
export function sectionPage(section: Section, now: Date): Html {
  const [lead, ...rest] = inSection(section);
  return html`<h1 class="section-name">${SECTIONS[section]}</h1>${section === "weather" && forecast(now)}
${lead && teaser(lead, now, "lead", "h2")}<div class="cards">${rest.map((article) => teaser(article, now, "card", "h2"))}</div>`;
}

/** What is inside the page of an article. */
export function articlePage(article: Article, now: Date): Html {
  const others = inSection(article.section).filter(({ slug }) => slug !== article.slug);
  return html`<article class="story"><header><p class="kicker"><a href="/news/${article.section}">${SECTIONS[article.section]}</a></p><h1>${article.title}</h1>
<p class="standfirst">${article.summary}</p><p class="meta"><span class="byline">By ${article.by}</span> ${timeOf(momentOf(article.at, now))}</p></header>
<figure>${sceneOf(article)}</figure><div class="body">${article.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</div></article>
<section aria-labelledby="more"><h2 id="more" class="rubric">More from ${SECTIONS[article.section]}</h2><div class="cards">${others.slice(0, 3).map((other) => teaser(other, now, "card", "h3"))}</div></section>`;
}

/** What is inside the page that says that something failed at our end. */
export const failedPage =
  (): Html => html`<div class="trouble"><p class="code">500</p><h1>The markets page failed</h1>
<p>Something went wrong at our end while the figures were being fetched, and it will not be better for being tried again.</p><p><a href="/news">To the front page</a></p></div>`;
