export type Search =
  | { is: "off" | "none" | "late" }
  | { is: "broken"; path: string }
  | { is: "found"; path: string; source: string };
export type DrivenBrowser = { driven: boolean; reason: string | null; version: string | null };
export const SUGGESTIONS: string[];
export function noticeOf(search: Search, browser: DrivenBrowser): string | null;
export function closingWords(
  address: string,
  key: string,
  sandbox: string,
  search: Search,
  browser: DrivenBrowser,
): string;
