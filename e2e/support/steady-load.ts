/** Requests at a steady pace, and what came of each: for servers that end under them. */
import { Agent, get } from "node:http";

type Load = {
  /** Answers that came whole, by status. */
  answered: Map<number, number>;
  /** Requests that got no connection to be sent on: whoever stands in front asks the next one. */
  refused: number;
  /** Requests that were taken and not answered whole, each with what happened. */
  cut: string[];
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
  const load: Load = { answered: new Map(), refused: 0, cut: [], stop: async () => {} };
  let sent = 0;

  const one = () =>
    new Promise<void>((resolve) => {
      const agent = sent % 2 === 0 ? kept : single;
      sent += 1;
      const request = get(url, { agent, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("error", () => {});
        response.on("close", () => {
          const { statusCode: status = 0 } = response;
          if (response.complete && isWhole(text)) {
            load.answered.set(status, (load.answered.get(status) ?? 0) + 1);
          } else load.cut.push(`${status}, then nothing after ${text.length} characters`);
          resolve();
        });
      });
      request.setTimeout(20_000, () => request.destroy(new Error("no answer")));
      request.on("error", (error: NodeJS.ErrnoException) => {
        // Nothing was sent: nobody listened, or no more by the time the connection stood.
        if (error.syscall === "connect") load.refused += 1;
        else load.cut.push(`${String(error)} on a ${agent === kept ? "kept" : "new"} connection`);
        resolve();
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
