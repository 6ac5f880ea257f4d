import "server-only";
import { systemClock } from "@/lib/server/clock";
import { type Env, env } from "@/lib/server/env";
import { Recorder } from "@/lib/server/recorder/recorder";
import { sealBox } from "@/lib/server/seal-box";
import { Retention } from "@/lib/server/recorder/retention";
import { loadSecrets } from "@/lib/server/secrets";
import { keySeal } from "@/lib/server/shares/key-seal";
import { ShareKeys } from "@/lib/server/shares/share-keys";
import { lockDataDir } from "@/lib/server/store/data-dir-lock";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore } from "@/lib/server/store/store";
import type { RunKey } from "@/lib/server/store/transitions";
import { laned } from "@/lib/server/upstream/lane";
import { measured } from "@/lib/server/upstream/measured";
import { retried } from "@/lib/server/upstream/retried";
import { httpTransport } from "@/lib/server/upstream/transport";

/** PostgreSQL where there is a DATABASE_URL, else SQLite in a directory that is ours alone. */
async function dialectFor({ databaseUrl, dataDir }: Env) {
  if (databaseUrl) {
    const { postgresDialect } = await import("@/lib/server/store/postgres");
    return postgresDialect(databaseUrl);
  }
  lockDataDir(dataDir);
  return sqliteDialect(dataDir);
}

async function start() {
  const settings = env();
  const dialect = await dialectFor(settings);
  const secrets = loadSecrets(settings);
  const store = await openStore(dialect);
  // A store of our own holds nothing that is under way in another process.
  if (!settings.databaseUrl) {
    await Promise.all([store.requests.finishAll(), store.creations.loseAll()]);
  }
  const transport = retried(laned(measured(httpTransport()), systemClock), systemClock);
  const box = settings.databaseUrl ? sealBox(secrets.ownerSecret, "samples") : null;
  const recorder = new Recorder(store, systemClock, transport, box);
  const { retentionMs } = settings;
  const isWatched = (run: RunKey) => recorder.isWatched(run);
  new Retention({ store, clock: systemClock, retentionMs, isWatched }).start();
  const shareKeys = new ShareKeys({
    store,
    clock: systemClock,
    recorder,
    seal: keySeal(secrets.sessionPasswords),
    ownerSecret: secrets.ownerSecret,
    upstreams: settings.upstreams,
  });
  shareKeys.start();
  return { secrets, store, transport, recorder, shareKeys, clock: systemClock };
}

export type Runtime = Awaited<ReturnType<typeof start>>;

/** Next loads modules several times over (instrumentation, handlers, pages); this exists once. */
const holder = globalThis as typeof globalThis & { runboard?: Promise<Runtime> };

/** What lives as long as the process: store, recorder, secrets. Started by whoever asks first. */
export function runtime(): Promise<Runtime> {
  holder.runboard ??= start().catch((error: unknown) => {
    holder.runboard = undefined;
    throw error;
  });
  return holder.runboard;
}
