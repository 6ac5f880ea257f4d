import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { ShareProblem } from "@/lib/client/share-problem";
import { ShareFailure } from "./share-failure";

/** Under a form that makes a link: why none was made, and the button. */
export const CreateFooter = ({
  problem,
  busy,
}: {
  problem: ShareProblem | null;
  /** Whether the link is being made. */
  busy: boolean;
}) => (
  <DialogFooter>
    <ShareFailure title="No link was made" problem={problem} />
    <Button type="submit" look="primary" aria-disabled={busy}>
      {busy ? "Creating the link…" : "Create link"}
    </Button>
  </DialogFooter>
);
