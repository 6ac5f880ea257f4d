/** The words scripts are written in. */
import type { Sample, SampleData, Script } from "./script.ts";
import { LIVE_PLACEHOLDER } from "./script.ts";

/** A picture: becomes the run's own live page when it is replayed. */
export const LIVE = `${LIVE_PLACEHOLDER}own`;

export const nothing = (atMs = 0): Sample => ({
  atMs,
  data: { status: null, toolCall: null, liveStatus: null },
});

export const step = (
  atMs: number,
  detailedStatus: string,
  liveStatus: string | null = null,
): Sample => ({ atMs, data: { status: "running", detailedStatus, toolCall: null, liveStatus } });

export const end = (atMs: number, status: "completed" | "error"): Sample => ({
  atMs,
  data: { status, detailedStatus: status, toolCall: null, liveStatus: "" },
});

export const asks = (
  atMs: number,
  toolCallId: unknown,
  tool: { name: unknown; parameters: unknown },
  liveStatus: string | null = null,
): Sample => ({
  atMs,
  data: {
    status: "running",
    detailedStatus: "tool_call",
    toolCall: { toolCallId, tool },
    liveStatus,
  },
});

/** The steps with which runs of the browser agent begin, up to its open browser. */
export const opening = (): Sample[] => [
  nothing(),
  step(2_700, "Analyzing the task and deciding next steps."),
  step(8_900, "Analyzing the selected row and determining next steps."),
  step(10_200, "completed"),
  step(15_100, "Getting a browser session"),
  step(17_900, "Processing browser agent", LIVE),
];

export const script = (
  name: string,
  samples: Sample[],
  rest: Partial<Omit<Script, "name" | "samples">> = {},
): Script => ({ name, samples, result: {}, ...rest });

/** Samples that all show this data: for one state that stays. */
export const standing = (data: SampleData): Sample[] => [{ atMs: 0, data }];
