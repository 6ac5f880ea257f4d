/** Every script by name: the recordings of real runs, and those written by hand. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Script } from "./script.ts";
import { scriptSchema } from "./script.ts";
import { browsedScripts } from "./scripts/browsed.ts";
import { demoScripts } from "./scripts/demo.ts";
import { formScripts } from "./scripts/forms.ts";
import { hostileScripts } from "./scripts/hostile.ts";
import { longScripts } from "./scripts/long.ts";
import { neverEndingScripts } from "./scripts/never-ending.ts";
import { oddQuestionScripts } from "./scripts/odd-questions.ts";
import { resultScripts } from "./scripts/results.ts";
import { stateScripts } from "./scripts/states.ts";
import { end, LIVE, step } from "./steps.ts";

const RECORDINGS = join(import.meta.dirname, "recordings");

const recordings = (): Script[] =>
  readdirSync(RECORDINGS)
    .filter((file) => file.endsWith(".json"))
    .map((file) => scriptSchema.parse(JSON.parse(readFileSync(join(RECORDINGS, file), "utf8"))));

/** A recording up to its question, which then stays open; an answer that is taken completes it. */
function waiting(recording: Script): Script {
  const asked = recording.samples.findIndex((sample) => sample.data.toolCall);
  return {
    name: "waits-for-input",
    samples: recording.samples.slice(0, asked + 1),
    result: recording.result,
    afterAnswer: {
      samples: [
        step(0, "Processing browser agent", LIVE),
        step(1_240, "Opening new tab", LIVE),
        step(3_100, "Processing browser agent", LIVE),
        end(5_600, "completed"),
      ],
      result: { dataTable: [{ order: "A-1042", total: "€ 84.90", status: "done", rowId: 1 }] },
    },
  };
}

function all(): Map<string, Script> {
  const recorded = recordings();
  const asking = recorded.find(({ name }) => name === "browser-task-waits-for-input");
  const scripts = [
    ...recorded,
    ...(asking ? [waiting(asking)] : []),
    ...stateScripts,
    ...formScripts,
    ...oddQuestionScripts,
    ...hostileScripts,
    ...longScripts,
    ...neverEndingScripts,
    ...resultScripts,
    ...demoScripts,
    ...browsedScripts,
  ];
  return new Map(scripts.map((script) => [script.name, script]));
}

export const catalogue: ReadonlyMap<string, Script> = all();

/** @throws when no script has this name; the message lists those there are */
export function scriptNamed(name: string): Script {
  const script = catalogue.get(name);
  if (!script)
    throw new Error(`no script "${name}"; there are: ${[...catalogue.keys()].join(", ")}`);
  return script;
}

const AGENTS = new Set(["BROWSER_AGENT", "DEEPRESEARCH_AGENT", "GENERATIVE_AGENT"]);
const BY_WORDS: [RegExp, string][] = [
  [/\bimpossible\b/i, "decision-gives-up"],
  [/\bcannot\b/i, "agent-gives-up"],
  [/\byoga mats?\b/i, "browsed-mats"],
  [/\bmy orders\b/i, "browsed-orders"],
  [/\bheadlines\b/i, "browsed-headlines"],
  [/\blog ?(in|into|on)\b|\bsign ?in\b|\blogin\b/i, "waits-for-input"],
  [/\bresearch\b/i, "deep-research-completed"],
  [/\b(write|draft|summar\w+)\b/i, "generative-task-completed"],
];

/** The script a created task follows, by its agent and the words of the task. */
export function scriptFor(task: string, agent: string): Script {
  if (!AGENTS.has(agent)) return scriptNamed("unknown-agent");
  if (agent === "DEEPRESEARCH_AGENT") return scriptNamed("deep-research-completed");
  if (agent === "GENERATIVE_AGENT") return scriptNamed("generative-task-completed");
  const named = BY_WORDS.find(([words]) => words.test(task))?.[1];
  return scriptNamed(named ?? "browser-task-completed");
}
