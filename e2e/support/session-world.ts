/** Sessions on a store of their own, with a server that takes every key. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Recorder } from "@/lib/server/recorder/recorder";
import type { Runtime } from "@/lib/server/runtime";
import { keySeal } from "@/lib/server/shares/key-seal";
import { ShareKeys } from "@/lib/server/shares/share-keys";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore } from "@/lib/server/store/store";
import type { Transport } from "@/lib/server/upstream/transport";
import { FakeClock } from "./fake-clock.ts";

export const PASSWORDS = { "1": "a-secret-of-more-than-thirty-two-characters" };

const transport: Transport = async () => ({
  status: 200,
  body: '{"success":true,"data":"ok"}',
  retryAfter: null,
  date: null,
});

export type SessionWorld = { runtime: Runtime; clock: FakeClock; end: () => Promise<void> };

/** @returns what signing in needs, and what ends it */
export async function sessionWorld(): Promise<SessionWorld> {
  const directory = mkdtempSync(path.join(tmpdir(), "runboard-session-"));
  const clock = new FakeClock(Date.now());
  const store = await openStore(sqliteDialect(directory));
  const secrets = {
    sessionPasswords: PASSWORDS,
    ownerSecret: "another-secret-of-more-than-32-characters",
  };
  const recorder = new Recorder(store, clock, transport);
  const shareKeys = new ShareKeys({
    store,
    clock,
    recorder,
    seal: keySeal(PASSWORDS),
    ownerSecret: secrets.ownerSecret,
    upstreams: [],
  });
  return {
    runtime: { secrets, store, transport, recorder, shareKeys, clock },
    clock,
    end: async () => {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
