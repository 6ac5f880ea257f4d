import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Env } from "@/lib/server/env";

export type Secrets = {
  /** Integer id → password, as iron-session takes them; the highest id seals. */
  sessionPasswords: Record<string, string>;
  ownerSecret: string;
};

const fileSchema = z.object({
  sessionPasswords: z.record(z.string(), z.string().min(32)),
  ownerSecret: z.string().min(32),
});

/**
 * The secrets from the settings, else random ones made on the first start and kept in the data
 * directory. Throws one clear sentence when that file cannot be read or written.
 */
export function loadSecrets(env: Env): Secrets {
  if (env.sessionPasswords && env.ownerSecret) {
    return { sessionPasswords: env.sessionPasswords, ownerSecret: env.ownerSecret };
  }
  const made = readOrMake(env.dataDir);
  return {
    sessionPasswords: env.sessionPasswords ?? made.sessionPasswords,
    ownerSecret: env.ownerSecret ?? made.ownerSecret,
  };
}

function readOrMake(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets.json");
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw new Error(`Runboard cannot start: ${file} cannot be read.`, { cause: error });
    }
  }
  const made: Secrets = {
    sessionPasswords: { "1": randomBytes(32).toString("base64url") },
    ownerSecret: randomBytes(32).toString("base64url"),
  };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  const handle = openSync(temporary, "wx", 0o600);
  writeSync(handle, JSON.stringify(made));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(temporary, file);
  return made;
}

/**
 * Who owns what is recorded: an identity for one key on one server that does not give the key away.
 * The secret behind it never rotates, or everybody's history would be lost.
 */
export const ownerId = (ownerSecret: string, upstreamUrl: string, apiKey: string): string =>
  createHmac("sha256", ownerSecret)
    .update(`${upstreamUrl}\0${apiKey}`)
    .digest("base64url")
    .slice(0, 32);
