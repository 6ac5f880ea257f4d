export type PostgresBinaries = { binDir: string; version: number };
export function findPostgres(): PostgresBinaries | undefined;
export function installPostgres(): PostgresBinaries;
