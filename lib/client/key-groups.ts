import type { Shortcut } from "./shortcut-match.ts";

type Keyed = Shortcut & { key: string };

/** What can be done without what another has taken the key of: of two with the same, the last. */
export const withoutTakenOver = (all: readonly Shortcut[]): Shortcut[] =>
  all.filter(
    (one, index) => one.key === null || all.findLastIndex(({ key }) => key === one.key) === index,
  );

/**
 * The shortcuts that would act, by where they mean something.
 * @param hasSingleKeys whether characters are shortcuts at all
 */
export function keyGroups(
  all: readonly Shortcut[],
  hasSingleKeys: boolean,
): Record<Shortcut["scope"], Keyed[]> {
  const isKeyed = (shortcut: Shortcut): shortcut is Keyed => shortcut.key !== null;
  const isNamed = (key: string) => key.length > 1 && !key.includes(" ");
  const acting = withoutTakenOver(all)
    .filter(isKeyed)
    .filter(({ key }) => hasSingleKeys || isNamed(key));
  return {
    page: acting.filter(({ scope }) => scope === "page"),
    everywhere: acting.filter(({ scope }) => scope === "everywhere"),
  };
}
