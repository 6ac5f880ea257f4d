/** `next start` (or `next dev`) on HOST and PORT, in this very process, so that signals reach it. */
import { createRequire } from "node:module";
import { listenAddress } from "./listen-address.mjs";

const mode = process.argv[2] === "dev" ? "dev" : "start";
const { host, port } = listenAddress(process.cwd(), mode);
process.argv.splice(2, Number.POSITIVE_INFINITY, mode, "-H", host, "-p", port);
createRequire(import.meta.url)("next/dist/bin/next");
