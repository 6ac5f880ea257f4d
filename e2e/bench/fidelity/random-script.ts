/** Runs nobody recorded: steps of 0.3 to 20 s in any order, with all that a status can say. */
import { end, LIVE } from "../../sandbox/steps.ts";
import type { Sample, Script } from "../../sandbox/script.ts";
import type { Random } from "../support/random.ts";

const SHORTEST_MS = 300;
const LONGEST_MS = 20_000;
const MOST_STEPS = 60;

/** Few, so that they come again; some are those that mean nothing while a run goes on. */
const WORDS = [
  "Analyzing the task and deciding next steps.",
  "Processing browser agent",
  "Learning from the work so far",
  "Opening new tab",
  "completed",
  "error",
] as const;

const ENDS = [
  { status: "completed", result: { output: "Done." } },
  { status: "completed", result: {} },
  { status: "error", result: { error: "The page did not answer." } },
  { status: "error", result: {} },
  { status: "error", result: { error: "API abort" } },
  { status: "error", result: { output: "Manual abort" } },
] as const;

const uuid = (random: Random): string =>
  `00000000-0000-4000-8000-${Math.floor(random.next() * 2 ** 40)
    .toString(16)
    .padStart(12, "0")}`;

/** As many short steps as long ones, by orders of magnitude. */
const duration = (random: Random): number =>
  Math.round(SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** random.next());

function question(random: Random): Sample["data"] {
  const fields = [{ type: "text", label: "City" }];
  const tool = { name: "form_input", parameters: { heading: "Which city?", fields } };
  return { detailedStatus: "tool_call", toolCall: { toolCallId: uuid(random), tool } };
}

/**
 * A script that lasts about `lastsMs`.
 * @param lastsMs from its first status to its end
 */
export function randomScript(random: Random, name: string, lastsMs: number): Script {
  const firstMs = Math.round(random.between(0, 2_500));
  const samples: Sample[] = [{ atMs: 0, data: { status: null, toolCall: null, liveStatus: null } }];
  let atMs = firstMs;
  let liveStatus: string | null = null;
  while (atMs < firstMs + lastsMs && samples.length < MOST_STEPS) {
    if (random.chance(0.25)) liveStatus = liveStatus ? "" : LIVE;
    const isFirst = samples.length === 1;
    const status = isFirst && random.chance(0.4) ? "scheduled" : "running";
    const said = random.chance(0.12)
      ? question(random)
      : { detailedStatus: random.pick(WORDS), toolCall: null };
    samples.push({ atMs, data: { status, ...said, liveStatus } });
    atMs += duration(random);
  }
  const { status, result } = random.pick(ENDS);
  samples.push(end(atMs, status));
  return { name, samples, result: { dataTable: [{ run: name }], ...result } };
}
