/** `npm run bench:live`: how smooth the live picture of a run's browser is, and what it costs. */
import { setTimeout as delay } from "node:timers/promises";
import { findBrowser } from "../../run/browser.mjs";
import { watchStream } from "../../support/stream-viewer.ts";
import { openWatchedBrowser, type WatchedBrowser } from "../../support/watched-browser.ts";
import { table } from "../support/report.ts";

const AUDIENCES = (process.env.AUDIENCES ?? "1,5,20").split(",").map(Number);
const MEASURE_MS = Number(process.env.SECONDS ?? 5) * 1_000;
const LEAST_FRAMES_A_SECOND = 5;

const HEADS = ["viewers", "frames/s, least", "most", "kB a frame", "CPU moving", "CPU at rest"];

type Cost = { line: (string | number)[]; least: number; bytesAtRest: number };

/** Of this process, which serves and watches, in per cent of one processor. */
async function cpuDuring(ms: number): Promise<number> {
  const [before, beganMs] = [process.cpuUsage(), performance.now()];
  await delay(ms);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 10 / (performance.now() - beganMs);
}

async function costOf(watched: WatchedBrowser, audience: number): Promise<Cost> {
  const viewers = await Promise.all(
    Array.from({ length: audience }, () => watchStream(watched.liveUrl)),
  );
  await watched.move(true);
  const before = viewers.map(({ frames }) => frames);
  const beganMs = performance.now();
  const moving = await cpuDuring(MEASURE_MS);
  const seconds = (performance.now() - beganMs) / 1_000;
  const rates = viewers.map(({ frames }, index) => (frames - (before[index] ?? 0)) / seconds);
  await watched.move(false);
  // The last pictures of a busy browser are late; where something always comes, nothing rests.
  const giveUpMs = performance.now() + MEASURE_MS;
  while (viewers.some(({ quietMs }) => quietMs() < 1_000) && performance.now() < giveUpMs) {
    await delay(100);
  }
  const bytes = () => viewers.reduce((sum, viewer) => sum + viewer.bytes, 0);
  const silent = bytes();
  const resting = await cpuDuring(MEASURE_MS);
  const frames = viewers.reduce((sum, viewer) => sum + viewer.frames, 0);
  const frameBytes = viewers.reduce((sum, viewer) => sum + viewer.frameBytes, 0);
  for (const viewer of viewers) viewer.leave();
  const line = [
    audience,
    Math.min(...rates).toFixed(1),
    Math.max(...rates).toFixed(1),
    (frameBytes / frames / 1_000).toFixed(0),
    `${moving.toFixed(0)} %`,
    `${resting.toFixed(0)} %`,
  ];
  return { line, least: Math.min(...rates), bytesAtRest: bytes() - silent };
}

const { path } = await findBrowser();
const watched = await openWatchedBrowser(path);
try {
  const costs: Cost[] = [];
  for (const audience of AUDIENCES) costs.push(await costOf(watched, audience));
  console.log(table([HEADS, ...costs.map(({ line }) => line)]));
  const { mostMemory } = watched.session;
  if (mostMemory) {
    const [total, own] = [mostMemory.totalBytes, mostMemory.ownBytes].map((bytes) =>
      Math.round(bytes / 1_000_000),
    );
    console.log(`The browser took ${total} MB at the most, ${own} MB of its own.`);
  }
  const problems = costs.flatMap(({ line: [audience], least, bytesAtRest }) => [
    ...(least < LEAST_FRAMES_A_SECOND ? [`${audience} viewers: ${least.toFixed(1)} frames/s`] : []),
    ...(bytesAtRest > 0 ? [`${audience} viewers: ${bytesAtRest} bytes while nothing moved`] : []),
  ]);
  for (const problem of problems) console.log(`missed: ${problem}`);
  if (problems.length === 0) console.log("All targets met.");
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await watched.close();
}
