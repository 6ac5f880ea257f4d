import { Duration } from "@/components/ui/time";
import type { Asked } from "@/lib/client/run-banner";

/** "waiting 1m 20s", ticking; "at least" where the question may have been open before it was seen. */
export const WaitingSince = ({ asked: { atMs, isVague } }: { asked: Asked }) => (
  <span>
    waiting {isVague && "at least "}
    <Duration fromMs={atMs} toMs={null} />
  </span>
);
