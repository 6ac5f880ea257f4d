/* Timers of a tab in the background: browsers slow down those of its page, not those of a worker. */
const timers = new Map();

self.addEventListener("message", ({ data: { id, waitMs } }) => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (waitMs === null) return;
  const ring = () => {
    timers.delete(id);
    self.postMessage(id, []);
  };
  timers.set(id, setTimeout(ring, waitMs));
});
