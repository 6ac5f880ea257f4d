/** What customers say: a few words for each kind of product, given out by name so that they stay. */
import type { Category, Product } from "./product.ts";

export type Review = { by: string; stars: number; text: string };

const NAMES = [
  "Jonna",
  "Tariq",
  "Ebbe",
  "Lucía",
  "Noor",
  "Piet",
  "Amara",
  "Sunniva",
  "Iosif",
  "Wen",
];

const SAID: Record<Category, string[]> = {
  mats: [
    "Smells of nothing after one day by the window. My knees say thank you every morning.",
    "Does not slide on our wooden floor, not even in the fast classes.",
    "Colour is a little calmer than in the picture, which I like.",
    "Rolled it up wet once and it forgave me.",
    "A bit heavier than I thought, but it lies flat at once.",
  ],
  shoes: [
    "Took them out of the box and ran twelve kilometres. No blisters.",
    "Half a size larger than usual and they fit well.",
    "The laces stay tied. That alone is worth a star.",
    "Good grip in the rain, and dry again by the morning.",
  ],
  bottles: [
    "Has been dropped down a staircase and only has a story to tell now.",
    "The lid is easy to clean, which most are not.",
    "Fits in the side pocket of my rucksack, just.",
    "Keeps its promise about the temperature.",
  ],
  weights: [
    "Does not roll away and does not mark the floor.",
    "Weighs what it says. I checked.",
    "The handle is a little rough at first and right after a week.",
    "Arrived in a box that was better built than my shelf.",
  ],
  bags: [
    "More pockets than I have things, and all where I want them.",
    "Carried it for a week of trains. The shoulder strap is soft enough.",
    "Survived a real downpour, and so did my papers.",
    "Looks good in the office, too.",
  ],
  accessories: [
    "Small thing, large difference.",
    "Bought one for me and then two to give away.",
    "Does what it should and takes no room.",
    "Well made. I would buy it again, but I will not have to.",
  ],
};

/** Three reviews of a product, always the same ones. */
export function reviewsOf({ slug, category, rating }: Product): Review[] {
  const seed = [...slug].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7);
  const said = SAID[category];
  return [0, 1, 2].map((index) => ({
    by: NAMES[(seed + index * 3) % NAMES.length] ?? "",
    stars: index === 1 ? Math.floor(rating) : Math.round(rating),
    text: said[(seed + index) % said.length] ?? "",
  }));
}
