/** Many who look at one run at once: in the dashboard, through the documented API, with a link. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Dispatcher, Pool } from "undici";
import type { RunView } from "../../../lib/contract/api.ts";
import type { Random } from "../support/random.ts";

export type Audience = {
  taskId: string;
  origin: string;
  cookie: string;
  apiKey: string;
  link: { id: string; secret: string };
};

/** What the audience was answered since it was last asked. */
export type Heard = {
  /** Ms from question to answer, of each one. */
  latencies: number[];
  errors: number;
};

const POLL_MS = 1_000;
/** Fewer than viewers: the server is to be kept busy, not its sockets. */
const CONNECTIONS = 64;

type Ask = (pool: Pool) => Promise<boolean>;

const get = (pool: Pool, path: string, headers: Record<string, string>) =>
  pool.request({ method: "GET", path, headers });

const drain = ({ body }: Dispatcher.ResponseData) => body.dump();

/** One who has a page with the run open: asks only for what is new, and for nothing twice. */
function pageViewer(path: string, credentials: Record<string, string>): Ask {
  let held: { path: string; etag: string } | null = null;
  let last = 0;
  return async (pool) => {
    const at = last > 0 ? `${path}?after=${last}` : path;
    const tag: Record<string, string> = held?.path === at ? { "if-none-match": held.etag } : {};
    const answer = await get(pool, at, { ...credentials, ...tag });
    if (answer.statusCode !== 200) {
      await drain(answer);
      return answer.statusCode === 304;
    }
    const view = (await answer.body.json()) as Pick<RunView, "transitions">;
    last = view.transitions.at(-1)?.seq ?? last;
    held = { path: at, etag: String(answer.headers.etag ?? "") };
    return true;
  };
}

const ownerViewer = ({ taskId, cookie }: Audience): Ask =>
  pageViewer(`/api/tasks/${taskId}/runs/latest`, { cookie });

const strangerViewer = ({ link: { id, secret } }: Audience): Ask =>
  pageViewer(`/api/shared/${id}`, { authorization: `Share ${secret}` });

/** A program that polls as the official SDK does. */
function apiViewer({ taskId, apiKey }: Audience): Ask {
  const path = `/api/v1/task/${taskId}/run/status`;
  return async (pool) => {
    const answer = await get(pool, path, { "x-api-key": apiKey });
    await drain(answer);
    return answer.statusCode === 200;
  };
}

const KINDS = [ownerViewer, apiViewer, strangerViewer];

/** Lets `viewers` poll once a second each, from random moments on, until `stop`. */
export function gather(audience: Audience, viewers: number, random: Random) {
  const pool = new Pool(audience.origin, { connections: CONNECTIONS });
  let heard: Heard = { latencies: [], errors: 0 };
  const over = new AbortController();
  const attend = async (ask: Ask) => {
    await sleep(random.between(0, POLL_MS));
    while (!over.signal.aborted) {
      const askedAt = performance.now();
      const isAnswer = await ask(pool).catch(() => false);
      const tookMs = performance.now() - askedAt;
      if (isAnswer) heard.latencies.push(tookMs);
      else heard.errors += 1;
      await sleep(Math.max(0, POLL_MS - tookMs));
    }
  };
  const all = Array.from({ length: viewers }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? ownerViewer;
    return attend(kind(audience));
  });
  return {
    /** What was heard since the last time. */
    take(): Heard {
      const taken = heard;
      heard = { latencies: [], errors: 0 };
      return taken;
    },
    async stop(): Promise<void> {
      over.abort();
      await Promise.all(all);
      await pool.close();
    },
  };
}
