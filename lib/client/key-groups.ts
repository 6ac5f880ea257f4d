import type { Shortcut } from "./shortcut-match.ts";

type Keyed = Shortcut & { key: string };

/**
 * The shortcuts that would act, by where they mean something; of two with the same key, the one
 * that came last.
 * @param hasSingleKeys whether characters are shortcuts at all
 */
export function keyGroups(
  all: readonly Shortcut[],
  hasSingleKeys: boolean,
): Record<Shortcut["scope"], Keyed[]> {
  const isKeyed = (shortcut: Shortcut): shortcut is Keyed => shortcut.key !== null;
  const isNamed = (key: string) => key.length > 1 && !key.includes(" ");
  const keyed = all.filter(isKeyed).filter(({ key }) => hasSingleKeys || isNamed(key));
  const acting = keyed.filter(
    (one, index) => keyed.findLastIndex(({ key }) => key === one.key) === index,
  );
  return {
    page: acting.filter(({ scope }) => scope === "page"),
    everywhere: acting.filter(({ scope }) => scope === "everywhere"),
  };
}
