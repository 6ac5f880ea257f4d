export function findBrowser(): Promise<{ path: string; source: string }>;
export function browserArgs(): string[];
