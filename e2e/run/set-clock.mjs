import { ServerResponse } from "node:http";

/**
 * Preloaded into the processes of a run of pictures: their clock goes on as ever, but began at
 * another time, so that two runs show the same times of day.
 */
const offsetMs = Number(process.env.CLOCK_OFFSET_MS ?? 0);
const realNow = Date.now;
Date.now = () => realNow() + offsetMs;

globalThis.Date = new Proxy(Date, {
  construct: (target, args, as) =>
    Reflect.construct(target, args.length > 0 ? args : [target.now()], as),
  apply: (target) => new target(target.now()).toString(),
});

// Node writes this header by the real clock, and whoever reads it would set theirs by it.
const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (...args) {
  if (!this.headersSent) this.setHeader("date", new Date().toUTCString());
  return writeHead.apply(this, args);
};
