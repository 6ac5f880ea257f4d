/** What a product is, and how it is put in words. */

export const CATEGORIES = {
  mats: "Yoga mats",
  shoes: "Running shoes",
  bottles: "Bottles",
  weights: "Weights",
  bags: "Bags",
  accessories: "Accessories",
} as const;

export type Category = keyof typeof CATEGORIES;

export const isCategory = (word: string): word is Category => Object.hasOwn(CATEGORIES, word);

export type Picture =
  | "mat-roll"
  | "mat-stand"
  | "mat-open"
  | "shoe"
  | "shoe-trail"
  | "bottle"
  | "flask"
  | "dumbbell"
  | "kettlebell"
  | "plate"
  | "backpack"
  | "duffel"
  | "tube"
  | "block"
  | "strap"
  | "roller"
  | "towel"
  | "spray"
  | "bolster";

export type Product = {
  slug: string;
  name: string;
  brand: string;
  category: Category;
  cents: number;
  /** What it cost before, when it is reduced. */
  wasCents?: number;
  rating: number;
  reviewCount: number;
  /** Pieces there are; 0 is sold out. */
  stock: number;
  thicknessMm?: number;
  /** Label and value; the first three are shown in lists. */
  facts: readonly (readonly [string, string])[];
  text: string;
  picture: Picture;
  /** Of the thing and of its details. */
  colours: readonly [string, string];
};

/** "€ 24.90" */
export const euros = (cents: number): string => `€ ${(cents / 100).toFixed(2)}`;

/** "4.6" */
export const stars = (rating: number): string => rating.toFixed(1);

export const stockWords = ({ stock }: Product): string => (stock > 0 ? "In stock" : "Sold out");
