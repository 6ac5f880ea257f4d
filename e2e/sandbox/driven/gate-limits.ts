/** What passes through the gate at most. */

/** Until a site's headers are there, or the tunnel to it. */
export const HEADERS_MS = 60_000;

/** Of one request's or answer's headers: several times what browsers send. */
export const MAX_HEADER_BYTES = 64 * 1024;

/** Refused origins that are kept: what a run tells people fits in a few. */
export const MAX_DENIED = 100;
