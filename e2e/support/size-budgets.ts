/** How much JavaScript a page may bring before anything is pressed: kB of 1,000 bytes, gzip. */
export const SIZE_BUDGETS = {
  "sign-in": 160,
  "the list of tasks": 190,
  "a task": 190,
  "a run that goes on": 200,
  "a run that waits": 200,
  "a run that has ended": 200,
  "a new task": 190,
  shares: 190,
  "a shared run": 200,
} as const;

export type WeighedPage = keyof typeof SIZE_BUDGETS;
