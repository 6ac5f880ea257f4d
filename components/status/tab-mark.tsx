import type { RunState } from "@/lib/contract/api";

/**
 * The title and icon of the browser tab. React keeps both in the head and patches them in place;
 * each page has exactly one, so that nothing else competes for them.
 */
export function TabMark({ title, state }: { title: string; state?: RunState }) {
  return (
    <>
      <title>{state ? title : `${title} · Runboard`}</title>
      <link rel="icon" type="image/svg+xml" href={`/favicon/${state ?? "default"}.svg`} />
    </>
  );
}
