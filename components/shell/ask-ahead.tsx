import { headers } from "next/headers";
import { askAheadScript } from "@/lib/client/asked-ahead";

/** Asks for what a link shows while the page's own code is still on its way. @param path in our API */
export async function AskAhead({ path }: { path: string }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: askAheadScript(path) }} />;
}
