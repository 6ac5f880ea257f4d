/** Everything a browser was sent, to search it for what must never be there. */
import type { BrowserContext } from "@playwright/test";

export class Received {
  readonly #parts: Promise<{ url: string; text: string }>[] = [];

  /** Records headers and bodies of every answer from now on. */
  record(context: BrowserContext): void {
    context.on("response", (response) => {
      const body = response.body().then(
        (bytes) => bytes.toString("latin1"),
        // Redirects and cancelled requests have none.
        () => "",
      );
      const headers = response.allHeaders().then(
        (all) => JSON.stringify(all),
        () => "",
      );
      const url = response.url();
      this.#parts.push(
        Promise.all([headers, body]).then((texts) => ({ url, text: [url, ...texts].join("\n") })),
      );
    });
  }

  /** How many answers were recorded. */
  get count(): number {
    return this.#parts.length;
  }

  /** The addresses of answers that carry `secret` in any usual spelling. */
  async carrying(secret: string): Promise<string[]> {
    const spellings = spellingsOf(secret);
    const parts = await Promise.all(this.#parts);
    return parts
      .filter(({ text }) => spellings.some((spelling) => text.includes(spelling)))
      .map(({ url }) => url);
  }
}

/** As it is, percent-encoded, hex, and base64 at each of the three alignments. */
export function spellingsOf(secret: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString("base64");
    // The characters at both ends also depend on what stands beside the secret.
    return encoded.slice(shift + 1, -4);
  });
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("hex"), ...base64];
}
