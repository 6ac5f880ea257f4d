/** Where the server listens. Next reads its `.env` files only after it was told. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { parseEnv } from "node:util";

/**
 * HOST and PORT, from the environment or else from the `.env` files of `directory` in Next's
 * order. They are read without touching the environment, which Next fills itself.
 */
export function listenAddress(directory, mode, env = process.env) {
  const name = mode === "dev" ? "development" : "production";
  const files = [`.env.${name}.local`, ".env.local", `.env.${name}`, ".env"]
    .map((file) => path.join(directory, file))
    .filter((file) => existsSync(file))
    .map((file) => parseEnv(readFileSync(file, "utf8")));
  const setting = (key) => [env, ...files].find((source) => source[key])?.[key];
  return { host: setting("HOST") ?? "127.0.0.1", port: setting("PORT") ?? "3000" };
}

const failure = (host, port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ host, port }, () => server.close(() => resolve(null)));
  });

/**
 * Why nobody could listen there.
 * @returns {Promise<string | null>} one sentence, or null where somebody can
 */
export async function addressTrouble({ host, port }) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return "PORT must be a whole number from 0 to 65535.";
  }
  const error = await failure(host, Number(port));
  if (!error) return null;
  if (error.code === "EADDRINUSE") return `port ${port} of ${host} is taken.`;
  return `nobody can listen on port ${port} of HOST ${host} (${error.code}).`;
}
