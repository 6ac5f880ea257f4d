export declare const PROMISES: readonly [
  "bad input",
  "upstream faults",
  "hostile text",
  "leaks",
  "cookies",
  "shares",
  "crash",
  "store trouble",
  "clock",
  "two instances",
  "shutdown",
  "start",
  "load",
  "outage",
  "headers",
];
export type Promised = (typeof PROMISES)[number];
export type Figure = { promise: string; reached: string };
export declare function figuresIn(file: string): Figure[];
export declare function promiseTable(figures: Figure[]): string[];
export declare function notShown(figures: Figure[]): string[];
