import "server-only";
import type { RawStatus, UpstreamSample } from "@/lib/contract/upstream";

/** A sample and when it was taken: wall times are written down, monotonic ones measured with. */
export type Observation = {
  sample: UpstreamSample;
  raw: RawStatus;
  /** Epoch ms at which the answer was in. */
  atMs: number;
  sentMonoMs: number;
  receivedMonoMs: number;
};

/** Whether the agent's browser can be watched. */
export const isLive = (sample: UpstreamSample): boolean => Boolean(sample.liveStatus);

/** What tells one question from the next; a call without an id is told by all it says. */
const callKey = ({ toolCall }: UpstreamSample): string | null =>
  toolCall && (toolCall.id || JSON.stringify(toolCall));

/** Whether two samples say the same but for the picture. */
export const isSameStep = (a: UpstreamSample, b: UpstreamSample): boolean =>
  a.status === b.status && a.detailedStatus === b.detailedStatus && callKey(a) === callKey(b);
