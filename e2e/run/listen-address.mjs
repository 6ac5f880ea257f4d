/** Where the server listens. Next reads its `.env` files only after it was told. */
import { existsSync, readFileSync } from "node:fs";
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
