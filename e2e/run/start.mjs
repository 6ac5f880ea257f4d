/** `next start` (or `next dev`) on HOST and PORT, in this very process, so that signals reach it. */
import { createRequire } from "node:module";

const mode = process.argv[2] === "dev" ? "dev" : "start";
const { HOST = "127.0.0.1", PORT = "3000" } = process.env;
process.argv.splice(2, Number.POSITIVE_INFINITY, mode, "-H", HOST, "-p", PORT);
createRequire(import.meta.url)("next/dist/bin/next");
