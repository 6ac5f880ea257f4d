import type { DrivenBrowser, Search } from "./demo-words.mjs";

export function searchBrowser(env: Record<string, string | undefined>): Promise<Search>;
export function askSandbox(origin: string): Promise<DrivenBrowser>;
