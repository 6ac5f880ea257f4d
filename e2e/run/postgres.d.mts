export type Postgres = {
  url: string;
  binDir: string;
  pid: () => number;
  stop: (options?: { signal?: NodeJS.Signals }) => Promise<void>;
  restart: (options?: { signal?: NodeJS.Signals }) => Promise<void>;
};
export function startPostgres(options?: { fsync?: boolean; binDir?: string }): Promise<Postgres>;
