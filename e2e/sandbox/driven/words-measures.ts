/** How people put limits in words, and what they measure. */
import { phrases } from "./words-tokens.ts";

/** Thickness in mm, price in euros, rating in stars, weight in kg. */
export type Kind = "thickness" | "price" | "rating" | "weight";

export type Side = "over" | "least" | "under" | "most" | "about" | "exactly";
export type Measure = { of: Kind | null; factor: number };

export const BEFORE = phrases<Side>(
  [
    "over",
    "over|above|more than|greater than|thicker than|heavier than|higher than|better than|bigger than|larger than|exceeding|beyond|>",
  ],
  [
    "least",
    "at least|minimum|minimum of|a minimum of|min|from|starting at|starting from|no less than|not less than|not under|not below|no thinner than|not thinner than|no lighter than|upwards of|>=|≥",
  ],
  [
    "under",
    "under|below|less than|cheaper than|thinner than|lighter than|lower than|smaller than|fewer than|beneath|<",
  ],
  [
    "most",
    "up to|at most|no more than|not more than|not over|not above|maximum|maximum of|a maximum of|max|within|not exceeding|no thicker than|not thicker than|no heavier than|not heavier than|until|<=|≤",
  ],
  ["about", "about|around|roughly|approximately|approx|circa|ca|some|~"],
  ["exactly", "exactly|precisely"],
);

export const AFTER = phrases<Side>(
  [
    "least",
    "or more|or above|or over|or thicker|or higher|or better|or heavier|or up|and more|and up|and above|and over|and higher|and better|and thicker|upwards|minimum|min|at least|plus|+",
  ],
  [
    "most",
    "or less|or under|or below|or thinner|or cheaper|or lighter|or lower|or fewer|and less|and under|and below|maximum|max|at most|tops",
  ],
);

export const MEASURES = phrases<Measure>(
  [{ of: "thickness", factor: 1 }, "mm|millimeter|millimeters|millimetre|millimetres"],
  [{ of: "price", factor: 1 }, "€|eur|euro|euros|$|usd|dollar|dollars|£|gbp|bucks"],
  [{ of: "price", factor: 0.01 }, "cent|cents"],
  [{ of: "rating", factor: 1 }, "star|stars"],
  [{ of: "weight", factor: 1 }, "kg|kgs|kilo|kilos|kilogram|kilograms"],
  [{ of: "weight", factor: 0.001 }, "g|gram|grams"],
  // Known, but nothing that the shop tells of its goods.
  [
    { of: null, factor: 1 },
    "ml|l|cl|liter|liters|litre|litres|cm|centimeter|centimeters|centimetre|centimetres|m|meter|meters|metre|metres|inch|inches|lb|lbs|percent|reviews|pieces|days",
  ],
);

export const SIGNS = phrases<true>([true, "€|eur|$|usd|£|gbp"]);

/** What a number without a unit is when one of these stands before it. */
export const SUBJECTS = phrases<Kind>(
  ["thickness", "thickness|thickness of|thick"],
  [
    "price",
    "price|price of|prices|priced|priced at|cost|costs|costing|budget|budget of|budget is|spend|pay",
  ],
  ["rating", "rated|rating|rating of|ratings|ratings of|stars|score|score of|reviews of|reviewed"],
  ["weight", "weighing|weighs|weight|weight of"],
);
export const TRAILERS = phrases<Kind>(
  ["thickness", "thick|in thickness|of thickness|thickness"],
  ["weight", "in weight|of weight|heavy"],
  ["price", "in price|each"],
  ["rating", "rating|in rating|out of 5|of 5"],
);
