import { messageCutter } from "./messages.mjs";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** Of a stream that has as many viewers as it takes. */
const FULL_RETRY_MS = 5_000;

async function readAll(response, onMessage) {
  const cut = messageCutter();
  const reader = response.body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    for (const message of cut(value)) onMessage(message);
  }
}

/**
 * The stream of a live page. It is opened again after a failure, later each time, until it ends.
 * @param onMessage called with each message
 * @param onState called with "connecting", "live", "lost", "full" or "ended", and when it is tried again (ms)
 */
export function liveStream(url, { onMessage, onState }) {
  let reading = null;
  let timer;
  let failures = 0;
  let ended = false;

  /** @returns how it ended */
  async function read(signal) {
    const response = await fetch(url, { signal, cache: "no-store" });
    if (response.status === 404) return "ended";
    if (response.status === 503) return "full";
    if (!response.ok) return "lost";
    failures = 0;
    onState("live");
    await readAll(response, onMessage);
    return "ended";
  }

  async function open() {
    if (reading || ended) return;
    clearTimeout(timer);
    reading = new AbortController();
    const { signal } = reading;
    const outcome = await read(signal).catch(() => "lost");
    if (signal.aborted) return;
    reading = null;
    ended = outcome === "ended";
    if (ended) return onState("ended");
    const backOffMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    const retryMs = outcome === "full" ? FULL_RETRY_MS : backOffMs;
    onState(outcome, retryMs);
    timer = setTimeout(open, retryMs);
  }

  /** Until it is opened again: a hidden page watches nothing. */
  function shut() {
    clearTimeout(timer);
    reading?.abort();
    reading = null;
  }

  return { open, shut };
}
