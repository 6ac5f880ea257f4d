export function portIsFree(port: number): Promise<boolean>;
export function freePort(): Promise<number>;
export function answers(url: string, timeoutMs: number, gaveUp?: () => boolean): Promise<boolean>;
