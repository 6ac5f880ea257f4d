import "server-only";
import { z } from "zod";
import { sealBox } from "@/lib/server/seal-box";

const keySchema = z.object({ upstream: z.string(), apiKey: z.string() });
/** A key, and the name of the server it is for. */
type SealedKey = z.infer<typeof keySchema>;

/** Keeps the keys of live shares in the store, where nobody may read them. */
export type KeySeal = {
  seal(key: SealedKey): string;
  /**
   * @returns null for what was sealed with a secret that is not there any more; `isCurrent` is
   *   false when a newer secret should seal it
   */
  open(sealed: string): { key: SealedKey; isCurrent: boolean } | null;
};

/**
 * Seals with the newest of the session secrets, so that a copy is as short-lived as those are.
 * @param passwords by integer id; the highest seals, the others still open
 */
export function keySeal(passwords: Record<string, string>): KeySeal {
  const boxes = new Map(
    Object.entries(passwords).map(([id, secret]) => [id, sealBox(secret, "share-keys")]),
  );
  const newest = [...boxes.keys()].toSorted((a, b) => Number(b) - Number(a))[0];
  const box = newest === undefined ? undefined : boxes.get(newest);
  if (!box) throw new Error("Runboard cannot start: there is no session secret.");
  return {
    seal: (key) => `${newest}.${box.seal(JSON.stringify(key))}`,
    open(sealed) {
      const [id = "", body = ""] = sealed.split(".");
      const text = boxes.get(id)?.open(body) ?? null;
      if (text === null) return null;
      return { key: keySchema.parse(JSON.parse(text)), isCurrent: id === newest };
    },
  };
}
