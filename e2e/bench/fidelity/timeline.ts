/** A run's recorded timeline, read as any client reads it. */
import type { RunView, Transition } from "../../../lib/contract/api.ts";
import type { Client } from "../../support/http-client.ts";

const PAGE = 20;
const MOST_PAGES = 100;

export type Recorded = {
  view: RunView;
  /** Oldest first. */
  rows: Transition[];
};

/**
 * The whole timeline, page by page from its end.
 * @throws Error when the dashboard does not answer with it
 */
export async function readTimeline(
  client: Client,
  taskId: string,
  runId: string,
): Promise<Recorded> {
  const path = `/api/tasks/${taskId}/runs/${runId}`;
  const read = async (query: string): Promise<RunView> => {
    const answer = await client.get(`${path}?limit=${PAGE}${query}`);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.json() as RunView;
  };
  const view = await read("");
  const rows = [...view.transitions];
  let hasEarlier = view.hasEarlier;
  for (let page = 0; hasEarlier && page < MOST_PAGES; page += 1) {
    const earlier = await read(`&before=${rows[0]?.seq ?? 1}`);
    rows.unshift(...earlier.transitions);
    hasEarlier = earlier.hasEarlier;
  }
  return { view, rows };
}
