type Counts = { passed: number; failed: number };
export function unitCounts(path: string, ok: boolean): Counts;
export function browserCounts(path: string, ok: boolean): Counts;
export function unitFailures(path: string): string[];
export function browserFailures(path: string): string[];
