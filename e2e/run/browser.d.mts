export function findBrowser(options?: {
  install?: boolean | "smallest";
}): Promise<{ path: string; source: string }>;
export function playwrightsShellPath(): Promise<string>;
export function browserArgs(): string[];
