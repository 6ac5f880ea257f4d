/** One short round of requests, as many as the server answers. */
import type { Pool } from "undici";

/** A request that is asked again and again. */
export type Question = {
  name: string;
  path: string;
  headers: Record<string, string>;
  /** The status of a right answer. */
  status: number;
};

/** How many ask at once, each on a connection of its own. */
export const CONNECTIONS = 16;

/**
 * Asks for `ms`, each connection as soon as it was answered.
 * @returns how many right answers came, and in how many seconds
 * @throws Error at the first answer of another status
 */
export async function askFor(pool: Pool, question: Question, ms: number) {
  const { path, headers, status, name } = question;
  const beganMs = performance.now();
  let answers = 0;
  const ask = async () => {
    while (performance.now() - beganMs < ms) {
      const { statusCode, body } = await pool.request({ method: "GET", path, headers });
      await body.dump();
      if (statusCode !== status) throw new Error(`${name}: ${statusCode} in place of ${status}`);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  return { answers, seconds: (performance.now() - beganMs) / 1_000 };
}
