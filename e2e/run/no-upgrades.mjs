/** Requests that ask for another protocol are answered as the ordinary ones they also are. */
import diagnostics from "node:diagnostics_channel";

/**
 * Next takes such requests before anything of ours sees them, and leaves most without an answer and
 * their sockets open for ever. Nothing here speaks another protocol, so that no server gets any.
 */
export function refuseUpgrades() {
  diagnostics.subscribe("tracing:net.server.listen:asyncStart", ({ server }) => {
    server.shouldUpgradeCallback = () => false;
  });
}
