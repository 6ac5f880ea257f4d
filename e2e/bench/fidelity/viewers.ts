/** Those who look at a task's runs, and when they did. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RunView } from "../../../lib/contract/api.ts";
import { type Client, send } from "../../support/http-client.ts";
import type { Viewer } from "./plan.ts";

/** One request that made somebody look, epoch ms. */
export type Look = {
  sentAt: number;
  answeredAt: number;
  /** When the viewer was told that the next sample is due; null when they were not told. */
  nextSampleAt: number | null;
};

export type Watch = {
  taskId: string;
  apiKey: string;
  client: Client;
  looks: Look[];
  /** Whether there is nothing more to see. */
  isOver: () => boolean;
};

const POLL_MS = 1_000;
/** The run page's own policy: just after the next sample, within bounds. */
const AFTER_SAMPLE_MS = 80;
const SOONEST_MS = 400;
const LATEST_MS = 15_000;

const timeOf = (text: unknown): number | null =>
  typeof text === "string" && text !== "" ? Date.parse(text) : null;

async function looked(watch: Watch, ask: () => Promise<number | null>): Promise<number | null> {
  const sentAt = Date.now();
  let nextSampleAt: number | null = null;
  try {
    nextSampleAt = await ask();
  } catch {
    // The dashboard is down or its upstream is; the viewer asks again.
  }
  watch.looks.push({ sentAt, answeredAt: Date.now(), nextSampleAt });
  return nextSampleAt;
}

/** Polls as the run page does, asking only for what is new. */
async function watchPage(watch: Watch): Promise<void> {
  const path = `/api/tasks/${watch.taskId}/runs/latest`;
  let etag: string | null = null;
  let etagPath = "";
  let last = 0;
  let runId: string | null = null;
  while (!watch.isOver()) {
    const next = await looked(watch, async () => {
      const at: string = last > 0 ? `${path}?after=${last}` : path;
      const headers: Record<string, string> =
        etag && etagPath === at ? { "if-none-match": etag } : {};
      const answer = await watch.client.get(at, headers);
      if (answer.status === 304) return timeOf(answer.headers["x-next-sample-at"]);
      if (answer.status !== 200) return null;
      const view = answer.json() as RunView;
      etag = answer.headers.etag ?? null;
      etagPath = at;
      last = view.runId === runId ? (view.transitions.at(-1)?.seq ?? last) : 0;
      runId = view.runId;
      return timeOf(view.freshness.nextSampleAt);
    });
    const wait = next === null ? POLL_MS : next - Date.now() + AFTER_SAMPLE_MS;
    await sleep(Math.min(LATEST_MS, Math.max(SOONEST_MS, wait)));
  }
}

/** Polls as a client of the documented API does. */
async function watchApi(watch: Watch): Promise<void> {
  const path = `/api/v1/task/${watch.taskId}/run/status`;
  const headers = { "x-api-key": watch.apiKey };
  while (!watch.isOver()) {
    await looked(watch, async () => {
      await send(watch.client.origin, path, { headers });
      return null;
    });
    await sleep(POLL_MS);
  }
}

/** Looks until there is a run to see, and is gone. */
async function lookOnce(watch: Watch): Promise<void> {
  while (!watch.isOver()) {
    let found = false;
    await looked(watch, async () => {
      const answer = await watch.client.get(`/api/tasks/${watch.taskId}/runs/latest`);
      const view = answer.status === 200 ? (answer.json() as RunView) : null;
      found = view !== null && view.runId !== null && view.freshness.observedAt !== null;
      return timeOf(view?.freshness.nextSampleAt);
    });
    if (found) return;
    await sleep(POLL_MS);
  }
}

/** Looks at a task in the given way; resolves when the viewer leaves. */
export const watchAs: Record<Viewer, (watch: Watch) => Promise<void>> = {
  page: watchPage,
  api: watchApi,
  none: lookOnce,
};
