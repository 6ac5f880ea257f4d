/** The demo's suggestions in the steps a driven browser takes: what is replayed for them without one. */
import type { Sample, Script } from "../script.ts";
import { OWN_RECORDING } from "../script.ts";
import { asks, end, LIVE, nothing, script, step } from "../steps.ts";

const STEP_MS = 2_600;

/** Steps one after the other with the browser open, from `fromMs` on. */
const steps = (fromMs: number, words: string[]): Sample[] =>
  words.map((word, index) => step(fromMs + index * STEP_MS, word, LIVE));

const begin = (words: string[]): Sample[] => [
  nothing(),
  step(1_000, "Analyzing the task and deciding next steps."),
  step(1_900, "Getting a browser session"),
  ...steps(3_200, words),
];

const finish = (atMs: number): Sample[] => [
  step(atMs, "Learning from the work so far", ""),
  end(atMs + 1_200, "completed"),
];

const gif = { status: "completed", url: OWN_RECORDING };

const mat = (product: string, price: number, thickness: string, rating: number, stock: string) => ({
  product,
  price,
  currency: "EUR",
  thickness,
  rating,
  stock,
});

const order = (number: string, date: string, items: string, total: string, status: string) => ({
  order: number,
  date,
  items,
  total,
  status,
});

const headline = (section: string, words: string) => ({ section, headline: words });

const signIn = {
  name: "form_input",
  parameters: {
    heading: "Sign in to the shop",
    description: "The shop asks who you are. This run is a replay: any name and password will do.",
    fields: [
      { type: "text", label: "User name", required: true },
      { type: "password", label: "Password", required: true },
    ],
    submitButton: { label: "Sign in" },
  },
};

export const browsedScripts: Script[] = [
  script(
    "browsed-mats",
    [
      ...begin([
        "Opening the shop",
        "Searching for “yoga mat”",
        "Filtering by thickness, sorting for the cheapest first",
        "Reading 12 products",
        "Leaving out 2 that are not over 6 mm",
        "Opening “Fernlight yoga mat”",
      ]),
      ...finish(20_000),
    ],
    {
      gif,
      result: {
        output:
          "The cheapest that fits: **Fernlight yoga mat**: € 21.90 (thickness 8 mm, rated 4.5, in stock)\n\nCloudrest yoga mat would come first, but is sold out.",
        dataTable: [
          mat("Cloudrest yoga mat", 17.9, "10 mm", 4.3, "Sold out"),
          mat("Fernlight yoga mat", 21.9, "8 mm", 4.5, "In stock"),
          mat("Harbour Studio yoga mat", 24.5, "6.5 mm", 4.4, "In stock"),
        ],
      },
    },
  ),
  script(
    "browsed-orders",
    [
      ...begin(["Opening the shop", "Opening my orders"]),
      asks(8_600, "3c8f4f0c-0b8e-4f57-9c1f-8f6c0b3c7d11", signIn, LIVE),
    ],
    {
      gif,
      afterAnswer: {
        samples: [
          ...steps(0, ["Signing in", "Reading orders", "Reading orders, page 2"]),
          ...finish(8_000),
        ],
        result: {
          output: "3 orders were read.",
          dataTable: [
            order("L-20418", "12 November 2026", "Fernlight yoga mat", "€ 21.90", "Delivered"),
            order("L-20377", "3 October 2026", "Kettlebell 8 kg, strap", "€ 48.80", "Delivered"),
            order("L-20291", "28 August 2026", "Trail shoes", "€ 89.00", "Returned"),
          ],
        },
      },
    },
  ),
  script(
    "browsed-headlines",
    [
      ...begin([
        "Opening the news",
        "Opening the section “World”",
        "Reading headlines of “World”",
        "Opening the section “Science”",
        "Reading headlines of “Science”",
        "Opening the section “Markets”",
        "Markets could not be read: /news/markets answered 500 Internal Server Error",
      ]),
      ...finish(22_000),
    ],
    {
      gif,
      result: {
        output:
          "3 headlines were collected.\n\nNot read: Markets (/news/markets answered 500 Internal Server Error).",
        dataTable: [
          headline("World", "Two harbour towns agree to share one tide gate"),
          headline("World", "A village of ninety buys the hill it lives on"),
          headline("Science", "A moss that counts the rain"),
        ],
      },
    },
  ),
];
