/** "Collect today's headlines": section by section, also those that are slow or fail. */
import { z } from "zod";
import type { Hand } from "../hand.ts";
import type { NewsPlan } from "../words-news.ts";

const MOST_SECTIONS = 10;

const teasers = z.array(
  z.object({ headline: z.string(), time: z.string(), summary: z.string(), url: z.string() }),
);
type Teaser = z.infer<typeof teasers>[number];

const readTeasers = (hand: Hand) =>
  hand.read(
    teasers,
    hand.page.locator("article.teaser").evaluateAll((articles) =>
      articles.map((article) => {
        const link = article.querySelector<HTMLAnchorElement>("h2 a, h3 a");
        return {
          headline: link?.textContent?.trim() ?? "",
          time: article.querySelector("time")?.dateTime ?? "",
          summary: article.querySelector(".summary")?.textContent?.trim() ?? "",
          url: link?.href ?? "",
        };
      }),
    ),
  );

/** The sections to read: those named, else all but the front page, which repeats the others. */
async function sectionsOf(hand: Hand, { sections }: NewsPlan): Promise<string[]> {
  const links = hand.page.locator("nav.sections a");
  const names = (await links.allTextContents()).map((name) => name.trim());
  const wanted = new Set(sections.map((name) => name.toLowerCase()));
  const named = names.filter((name) => wanted.has(name.toLowerCase()));
  return (named.length > 0 ? named : names.slice(1)).slice(0, MOST_SECTIONS);
}

const isAbout = (about: string | null, { headline, summary }: Teaser): boolean =>
  about === null || `${headline} ${summary}`.toLowerCase().includes(about.toLowerCase());

function outcome(count: number, about: string | null, failed: string[]): string {
  const what = about === null ? "headlines" : `headlines about “${about}”`;
  const without = failed.length === 0 ? "" : `\n\nNot read: ${failed.join("; ")}.`;
  return `${count} ${what} were collected.${without}`;
}

/** @returns how many there are, and what could not be read */
export async function readHeadlines(hand: Hand, plan: NewsPlan, sites: string): Promise<string> {
  await hand.say("Opening the news");
  await hand.open(`${sites}/news`);
  const rows: Record<string, string>[] = [];
  const failed: string[] = [];
  for (const section of await sectionsOf(hand, plan)) {
    await hand.say(`Opening the section “${section}”`);
    const link = hand.page.locator("nav.sections a", { hasText: section }).first();
    const problem = await hand.follow(link);
    if (problem !== null) {
      await hand.say(`${section} could not be read: ${problem}`);
      failed.push(`${section} (${problem})`);
      await hand.pause(1_500);
      await hand.open(`${sites}/news`);
      continue;
    }
    await hand.say(`Reading headlines of “${section}”`);
    await hand.scroll();
    const read = (await readTeasers(hand)).filter((teaser) => isAbout(plan.about, teaser));
    rows.push(...read.map(({ headline, time, url }) => ({ section, headline, time, url })));
    hand.found(rows);
  }
  return outcome(rows.length, plan.about, failed);
}
