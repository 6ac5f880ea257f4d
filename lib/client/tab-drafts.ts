/**
 * What is being written in this tab, kept over reloads. It is one owner's at a time: whoever comes
 * with another key finds nothing, and what stood there is gone.
 */

const PREFIX = "runboard.draft.";
const OWNER = "runboard.draft-owner";

function tryStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    // A browser may refuse to keep anything; then a reload loses it.
    return null;
  }
}

function forget(isOver: (name: string) => boolean): void {
  tryStorage((storage) => {
    for (const name of Object.keys(storage)) {
      if (name.startsWith(PREFIX) && isOver(name.slice(PREFIX.length))) storage.removeItem(name);
    }
  });
}

/** Forgets all of it: whoever signs out leaves no text behind. */
export const forgetDrafts = (): void => forget(() => true);

function claim(owner: string): void {
  if (tryStorage((storage) => storage.getItem(OWNER)) === owner) return;
  forgetDrafts();
  tryStorage((storage) => storage.setItem(OWNER, owner));
}

/**
 * The drafts of whoever is signed in.
 * @param owner as the page was told; null keeps and finds nothing
 */
export function draftsOf(owner: string | null) {
  const mine = <T>(use: (storage: Storage) => T): T | null => {
    if (owner === null) return null;
    claim(owner);
    return tryStorage(use);
  };
  return {
    /** What was kept under a name, whatever it is; null where nothing was. */
    read: (name: string): unknown =>
      mine((storage) => JSON.parse(storage.getItem(PREFIX + name) ?? "null") as unknown),
    /** Keeps a value; null takes it away. */
    keep: (name: string, value: unknown): void =>
      void mine((storage) =>
        value === null
          ? storage.removeItem(PREFIX + name)
          : storage.setItem(PREFIX + name, JSON.stringify(value)),
      ),
    /** Forgets those whose name says that they are over. */
    forget: (isOver: (name: string) => boolean): void => void mine(() => forget(isOver)),
  };
}
