/** At most twenty times a second. */
const EVERY_MS = 50;
const ANSWER_WITHIN_MS = 5_000;
const MOST_EVENTS = 50;
/** The server takes 16 kB. */
const MOST_BYTES = 15_000;
const MOST_WAITING = 500;
const LONGEST_TEXT = 1_000;

const bytesOf = (event) => new TextEncoder().encode(JSON.stringify(event)).length + 1;

/** Of several moves in a row only the last counts, and turns of the wheel add up. */
function merged(last, event) {
  if (last?.type !== event.type) return null;
  if (event.type === "move") return event;
  if (event.type !== "wheel") return null;
  return { ...event, dx: last.dx + event.dx, dy: last.dy + event.dy };
}

/** As many of the events as one call takes, taken out of the list. */
export function takeBatch(waiting) {
  let bytes = 0;
  const tooMuch = waiting.findIndex((event, index) => {
    bytes += bytesOf(event);
    return index === MOST_EVENTS || (bytes > MOST_BYTES && index > 0);
  });
  return waiting.splice(0, tooMuch === -1 ? waiting.length : tooMuch);
}

/** Sends events in their order, one call after the other; what cannot be sent is dropped. */
export function inputSender(url) {
  const waiting = [];
  let sending = false;

  async function post(events) {
    const body = JSON.stringify({ events });
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    await fetch(url, { method: "POST", headers, body, signal, keepalive: true }).catch(() => {});
  }

  async function sendAll() {
    if (sending) return;
    sending = true;
    while (waiting.length > 0) {
      const pause = new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      await post(takeBatch(waiting));
      await pause;
    }
    sending = false;
  }

  function add(event) {
    const together = merged(waiting.at(-1), event);
    if (together) waiting[waiting.length - 1] = together;
    else if (waiting.length < MOST_WAITING) waiting.push(event);
    void sendAll();
  }

  return (event) => {
    if (event.type !== "text") return add(event);
    const characters = [...event.text];
    for (let from = 0; from < characters.length; from += LONGEST_TEXT) {
      add({ type: "text", text: characters.slice(from, from + LONGEST_TEXT).join("") });
    }
  };
}
