/** How much is tried: a part with every `npm test`, all of it with `npm run test:hardening -- --full`. */
export const isFull = process.env.HARDENING === "full";

/** The count for this run. */
export const scaled = (quick: number, full: number): number => (isFull ? full : quick);

/** Of every run that names no other. */
export const USUAL_SEED = 20_261_126;

/** What generated cases grow from; a failure names it, so that it can be had again. */
export const SEED = Number(process.env.HARDENING_SEED ?? USUAL_SEED);
