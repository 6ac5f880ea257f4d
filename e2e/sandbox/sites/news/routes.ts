/** Who answers what in the newspaper. */
import type { IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";
import { Refused } from "../asked.ts";
import { page } from "../reply.ts";
import type { Route } from "../router.ts";
import type { Section } from "./article.ts";
import { SECTIONS } from "./article.ts";
import { framed } from "./frame.ts";
import { articleOf, articlePage, failedPage, frontPage, sectionPage } from "./pages.ts";

/** Waits that long, or until whoever asked has gone. */
async function slowly({ socket }: IncomingMessage, ms: number): Promise<void> {
  const gone = new AbortController();
  const stop = () => gone.abort();
  socket.once("close", stop);
  try {
    await setTimeout(ms, undefined, { signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    socket.off("close", stop);
  }
}

/** The routes of a newspaper whose weather takes `slowMs` and whose markets fail. */
export function newsRoutes(slowMs: number): Route[] {
  const section = (section: Section) => {
    const now = new Date();
    const title = SECTIONS[section];
    return page(framed({ title, content: sectionPage(section, now), now, section }));
  };
  return [
    {
      path: /^\/news$/,
      get: () => {
        const now = new Date();
        const title = "The Morrowby Courier";
        return page(framed({ title, content: frontPage(now), now, section: "front" }));
      },
    },
    {
      path: /^\/news\/(world|business|science|sport)$/,
      get: ({ parts }) => section(parts[0] as Section),
    },
    {
      path: /^\/news\/weather$/,
      get: async ({ request }) => {
        await slowly(request, slowMs);
        return section("weather");
      },
    },
    {
      path: /^\/news\/markets$/,
      get: () => {
        const frame = { title: "Markets", content: failedPage(), now: new Date() };
        return page(framed({ ...frame, section: "markets" }), 500);
      },
    },
    {
      path: /^\/news\/([a-z]+)\/([a-z-]+)$/,
      get: ({ parts: [section = "", slug = ""] }) => {
        const article = articleOf(section, slug);
        if (!article) throw new Refused(404, "There is no such article.");
        const now = new Date();
        const content = articlePage(article, now);
        return page(framed({ title: article.title, content, now, section: article.section }));
      },
    },
  ];
}
