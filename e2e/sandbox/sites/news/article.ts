/** What the newspaper prints. */

export const SECTIONS = {
  world: "World",
  business: "Business",
  science: "Science",
  sport: "Sport",
  weather: "Weather",
  markets: "Markets",
} as const;

export type Section = keyof typeof SECTIONS;

export type Scene =
  | "harbour"
  | "mountains"
  | "city"
  | "bars"
  | "stars"
  | "planet"
  | "track"
  | "lake"
  | "field"
  | "train"
  | "clouds";

export type Article = {
  slug: string;
  section: Section;
  title: string;
  summary: string;
  by: string;
  /** How much of today had passed when it came out, from 0 to 1. */
  at: number;
  scene: Scene;
  paragraphs: readonly string[];
};

/** Articles of a section without naming it in each; the first came out last. */
export const articlesOf = (
  section: Section,
  rows: readonly (readonly [
    slug: string,
    scene: Scene,
    by: string,
    title: string,
    summary: string,
    ...paragraphs: string[],
  ])[],
): Article[] =>
  rows.map(([slug, scene, by, title, summary, ...paragraphs], index) => {
    const at = 0.97 - (index / rows.length) * 0.8 - section.length / 100;
    return { slug, section, title, summary, by, at, scene, paragraphs };
  });
