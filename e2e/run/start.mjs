/** `next start` (or `next dev`) on HOST and PORT, in this very process, so that signals reach it. */
import { createRequire, enableCompileCache } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { answerFirst } from "./answer-first.mjs";
import { endWithParent } from "./end-with-parent.mjs";
import { addressTrouble, listenAddress } from "./listen-address.mjs";
import { refuseUpgrades } from "./no-upgrades.mjs";
import { watchStart } from "./starting.mjs";

// Garbage is cleared once it is half as much as what is in use, not several times as much.
setFlagsFromString("--heap-growing-percent=50");

endWithParent();
watchStart();
const mode = process.argv[2] === "dev" ? "dev" : "start";
// Next would leave kept connections open for as long as they are used.
if (mode === "start") process.env.NEXT_MANUAL_SIG_HANDLE = "1";
// Its own tools for development come by a socket of theirs.
if (mode === "start") refuseUpgrades();
// A quarter of a start is compiling. What is kept goes with the build; where it cannot be, none is.
if (mode === "start") enableCompileCache(join(process.env.NEXT_DIST_DIR || ".next", "compiled"));
// Its routes change while one works on them.
if (mode === "start") answerFirst();
const { host, port } = listenAddress(process.cwd(), mode);
const trouble = await addressTrouble({ host, port });
if (trouble) {
  console.error(`Runboard cannot start: ${trouble}`);
  process.exit(1);
}
process.argv.splice(2, Number.POSITIVE_INFINITY, mode, "-H", host, "-p", port);
createRequire(import.meta.url)("next/dist/bin/next");
