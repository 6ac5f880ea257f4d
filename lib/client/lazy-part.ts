/** Code that is fetched when it is first wanted, and is there from then on. */
export type LazyPart<T> = {
  /** What was fetched; null until then. */
  now: () => T | null;
  /** Fetches it, once; a fetch that failed is made anew by whoever asks next. */
  load: () => Promise<T>;
};

/** @param fetch a dynamic import */
export function lazyPart<T>(fetch: () => Promise<T>): LazyPart<T> {
  let loaded: T | null = null;
  let loading: Promise<T> | null = null;
  return {
    now: () => loaded,
    load: () => {
      loading ??= fetch().then(
        (module) => (loaded = module),
        (error: unknown) => {
          loading = null;
          throw error;
        },
      );
      return loading;
    },
  };
}

/** Fetches it ahead, since it may be wanted soon; whether that worked shows when it is. */
export const fetchAhead = (part: LazyPart<unknown>): void =>
  void part.load().catch(() => undefined);
