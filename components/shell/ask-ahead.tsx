import { headers } from "next/headers";
import { askAheadScript } from "@/lib/client/asked-ahead";

/**
 * Asks for what a link shows while the page's own code is still on its way.
 * @param under the part of our API that answers
 * @param id from the address, whatever that is
 */
export async function AskAhead({ under, id }: { under: "shared" | "answers"; id: string }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const script = askAheadScript(`/api/${under}/${encodeURIComponent(id)}`);
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />;
}
