/** Starts the dashboard as a person does, and says when it is ready. */
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../run/ports.mjs";
import { start, stop } from "../../run/processes.mjs";

const ASK_EVERY_MS = 5;
const GIVE_UP_MS = 60_000;

/** Whether `GET /api/readyz` is answered by a 200; each time on a connection of its own. */
const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const options = { port, host: "127.0.0.1", path: "/api/readyz", agent: false };
    const request = get(options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode === 200));
      response.on("error", () => resolve(false));
    });
    request.on("error", () => resolve(false));
  });

/**
 * Runs a command that starts the dashboard, until it is ready, and ends it again.
 * @returns ms from the command to the first 200
 * @throws Error when it ends before, or is not ready within a minute
 */
export async function timeToReady(
  [command, ...args]: [string, ...string[]],
  dataDir: string,
): Promise<number> {
  const port = await freePort();
  const beganMs = performance.now();
  const started = start(command, args, {
    stdio: "ignore",
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_ORIGIN: `http://localhost:${port}`,
      DATA_DIR: dataDir,
    },
  });
  let isOver = false;
  void started.ended.then(() => {
    isOver = true;
  });
  try {
    while (!(await isReady(port))) {
      if (isOver || performance.now() - beganMs > GIVE_UP_MS) {
        throw new Error(`${[command, ...args].join(" ")} was not ready`);
      }
      await sleep(ASK_EVERY_MS);
    }
    return performance.now() - beganMs;
  } finally {
    await stop(started);
  }
}
