/** Requests at a steady pace, and what came of each: for servers that end under them. */
import { Agent, get } from "node:http";

/** A request without a whole answer. */
type Failure = {
  /** When it was sent, on the clock of `performance`. */
  sentMs: number;
  /** Whether something of an answer came. */
  hasBegun: boolean;
  what: string;
};

type Load = {
  /** Answers that came whole, by status. */
  answered: Map<number, number>;
  failures: Failure[];
  /** Sends no more, and resolves when all that was sent is over. */
  stop: () => Promise<void>;
};

/** Whether a whole JSON text came. */
function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Asks for `url` so often, in turn by a connection that is kept and by one of its own.
 * @param headers of every request
 */
export function steadyLoad(url: string, perSecond: number, headers: Record<string, string>): Load {
  const kept = new Agent({ keepAlive: true });
  const single = new Agent({ keepAlive: false });
  const open = new Set<Promise<void>>();
  const load: Load = { answered: new Map(), failures: [], stop: async () => {} };
  let sent = 0;

  const one = () =>
    new Promise<void>((resolve) => {
      const agent = sent % 2 === 0 ? kept : single;
      const sentMs = performance.now();
      sent += 1;
      const fail = (hasBegun: boolean, what: string) => {
        load.failures.push({ sentMs, hasBegun, what });
        resolve();
      };
      let hasResponse = false;
      const request = get(url, { agent, headers }, (response) => {
        hasResponse = true;
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("error", () => {});
        response.on("close", () => {
          const { statusCode: status = 0, complete } = response;
          if (!complete || !isWhole(text)) return fail(true, `${status} with ${text.length} bytes`);
          load.answered.set(status, (load.answered.get(status) ?? 0) + 1);
          resolve();
        });
      });
      request.setTimeout(20_000, () => request.destroy(new Error("no answer")));
      request.on("error", ({ message }) => {
        if (!hasResponse) fail(false, `${message}${request.reusedSocket ? ", kept" : ""}`);
      });
    });

  const timer = setInterval(() => {
    const asked = one();
    open.add(asked);
    void asked.finally(() => open.delete(asked));
  }, 1_000 / perSecond);
  load.stop = async () => {
    clearInterval(timer);
    await Promise.all(open);
    kept.destroy();
  };
  return load;
}
