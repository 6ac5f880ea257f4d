/** The gate's way out: connections to where the rule allows, and to nowhere else. */
import { lookup as resolve } from "node:dns";
import type { LookupFunction, Socket } from "node:net";
import { connect } from "node:net";
import type { Target } from "./gate-rules.ts";
import { bare, isLoopback, isNearby } from "./gate-rules.ts";
import { DENIED_CODE } from "./gate-trouble.ts";

/**
 * Until the other of two addresses is tried. Node's own 250 ms also pass while this process is busy:
 * then an answer that is there is dropped for an address where nobody listens.
 */
const LOOPBACK_MS = 10_000;
const ELSEWHERE_MS = 1_000;

/** Asks nobody: such names are this machine, whatever a resolver may say. */
const loopback: LookupFunction = (_host, _options, done) =>
  done(null, [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ]);

/** Judges the very addresses that are then connected to. */
const elsewhere =
  (denied: boolean): LookupFunction =>
  (host, _options, done) =>
    resolve(host, { all: true }, (error, found = []) => {
      const wrong = denied && found.some(({ address }) => isNearby(address));
      const refusal = Object.assign(new Error(`${host} is nearby`), { code: DENIED_CODE });
      done(wrong ? refusal : error, found);
    });

/**
 * Connects to a target that `mayReach` allows; errors are the socket's, with a `code` that
 * `troubleOf` knows.
 * @param deniedPorts those that a name must not lead to on this machine or a private network
 */
export function connectTo({ host, port }: Target, deniedPorts: number[]): Socket {
  return connect({
    host: bare(host),
    port,
    lookup: isLoopback(host) ? loopback : elsewhere(deniedPorts.includes(port)),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: isLoopback(host) ? LOOPBACK_MS : ELSEWHERE_MS,
    allowHalfOpen: true,
    noDelay: true,
  });
}
