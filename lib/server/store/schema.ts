import "server-only";
import { sql } from "kysely";

/**
 * Runs that were seen and go on as far as anybody knows. Written out rather than bound, so that
 * both databases know that the index on it will do.
 */
export const GOING_ON = sql<boolean>`state in ('scheduled', 'running', 'waiting')`;

/** All times are epoch ms, booleans 0 or 1, JSON is text: the same columns in every database. */
export type Schema = {
  sessions: {
    sid: string;
    owner: string;
    /** SHA-256 of the one cookie that was given out for it: no variant of it will do. */
    cookie_hash: string;
    created_at: number;
    last_active_at: number;
    /** Null while the session lives. */
    ended_at: number | null;
  };
  tasks: {
    owner: string;
    id: string;
    name: string;
    /** What a text filter looks in: name and id, in lower case. */
    search: string;
    active: number;
    /** Newer tasks have higher ranks; the API gives tasks no date (upstream.md point 5). */
    rank: number;
    /** When `/tasks` last named it; null for a task met by its address alone. */
    listed_at: number | null;
    newest_run_id: string | null;
    /** When its runs were last asked for; null before. */
    runs_read_at: number | null;
    /** The most runs it was ever seen to have; null while nobody counted. */
    runs_total: number | null;
  };
  runs: {
    owner: string;
    task_id: string;
    id: string;
    /** As the API dates it; null when it does not. */
    created_at: number | null;
    state: string;
    step: string | null;
    changed_at: number | null;
    last_seen_at: number | null;
    /** Null while it goes on, and when nobody watched it end. */
    ended_at: number | null;
    live_seen: number;
    /** The newest status and detailed status, as the API gave them. */
    status: string | null;
    detailed_status: string | null;
    result: string | null;
  };
  transitions: {
    owner: string;
    task_id: string;
    run_id: string;
    seq: number;
    kind: string;
    at: number;
    precision_ms: number;
    state: string;
    step: string | null;
    live: number;
    tool_call: string | null;
    /** JSON of who did what; null of all that is no action. */
    action: string | null;
  };
  /** Processes that share this store; one that stops renewing its row is taken for gone. */
  instances: {
    id: string;
    /** By the database's clock. */
    expires_at: number;
  };
  /** Which process watches a task, and what it tells the others of it. */
  leases: {
    owner: string;
    task_id: string;
    /** An instance; empty while nobody has it. */
    holder: string;
    /** Grows with each holder: what an earlier one still writes is refused. */
    fencing: number;
    /** Until when somebody elsewhere looks at the run, or lists it; by the database's clock. */
    looked_until: number;
    listed_until: number;
    /** When the holder last told how the task stands, by the database's clock; null before. */
    told_at: number | null;
    /** JSON: when it was sampled and will be, counted from `told_at`, and what went wrong. */
    told: string | null;
    /** The newest sample, sealed: it may hold a live URL, which nobody may read here. */
    sample: string | null;
  };
  /** Links that show one run to people without a key. */
  shares: {
    id: string;
    /** SHA-256 of the secret, which is stored nowhere. */
    secret_hash: string;
    owner: string;
    task_id: string;
    run_id: string;
    label: string | null;
    include_task_name: number;
    include_result: number;
    include_tool_calls: number;
    include_live: number;
    badge: number;
    card: number;
    created_at: number;
    expires_at: number;
    /** When it was paused, and whether by its owner or because the key was rejected. */
    paused_at: number | null;
    paused_why: "owner" | "key_rejected" | null;
    /** Set for good: a link that is over stays so whatever the clock says later. */
    ended_at: number | null;
    ended_why:
      | "expired"
      | "revoked"
      /** An answer was sent; `unconfirmed` when it may have been. */
      | "used"
      | "unconfirmed"
      | "question_over"
      | "unsupported"
      | null;
    last_opened_at: number | null;
    views: number;
    /** The key, sealed, while the run goes on and the link lives. */
    sealed_key: string | null;
    /** Of a link that lets somebody answer one question: which; null of one that shows a run. */
    tool_call_id: string | null;
    /** When an answer was sent through it; it is sent once. */
    used_at: number | null;
  };
  /** What was asked of a run and is not seen to have come true yet; never what an answer said. */
  requests: {
    owner: string;
    task_id: string;
    run_id: string;
    kind: "answer" | "stop";
    /** Of an answer; empty of a stop. */
    tool_call_id: string;
    /** Of the one that was accepted, else of the newest. */
    who: "you" | "link";
    at: number;
    /** Whether the server was seen to accept it. */
    accepted: number;
    /** When it was last sent, and whether that is still under way. */
    sent_at: number;
    under_way: number;
  };
  /** Owners whose server has shown that it cannot take answers, and when. */
  answer_refusals: { owner: string; at: number };
  /** Tasks that were created here, or may have been; by the client's idempotency key. */
  creations: {
    owner: string;
    id: string;
    /** SHA-256 of what was asked for: another task under the same key is a mistake. */
    body_hash: string;
    state: "pending" | "created" | "refused" | "unconfirmed";
    task_id: string | null;
    created_at: number;
    text: string;
    agent: string;
    /** JSON; null without tools. */
    tools: string | null;
  };
  /** Older runs that somebody waits for whom another process is to read them. */
  wanted_runs: { owner: string; task_id: string; run_id: string };
};
