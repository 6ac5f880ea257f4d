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
