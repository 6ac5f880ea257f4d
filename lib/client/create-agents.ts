/** The agents a task can be given to, in words. */
import type { KNOWN_AGENTS } from "../contract/actions.ts";

export type KnownAgent = (typeof KNOWN_AGENTS)[number];

const WORDS: Record<KnownAgent, { label: string; meaning: string }> = {
  BROWSER_AGENT: {
    label: "Browser",
    meaning: "Opens a browser and works on websites: reads, clicks, fills in.",
  },
  DEEPRESEARCH_AGENT: {
    label: "Deep research",
    meaning: "Looks a question up in many places and writes down what it finds.",
  },
  GENERATIVE_AGENT: {
    label: "Generative",
    meaning: "Writes texts and data with a model, without a browser.",
  },
};

/** The agents that are documented, and any other by its name. */
export const AGENTS = [
  ...Object.entries(WORDS).map(([value, words]) => ({ value: value as KnownAgent, ...words })),
  { value: "other" as const, label: "Another one", meaning: "You give its name." },
];

export const isKnownAgent = (name: string): name is KnownAgent => Object.hasOwn(WORDS, name);
