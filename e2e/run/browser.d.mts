export function findBrowser(options?: {
  unasked?: boolean;
}): Promise<{ path: string; source: string }>;
export function browserArgs(): string[];
