import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { ShareProblem } from "@/lib/client/share-problem";
import { ShareFailure } from "./share-failure";

/** Under a form that makes a link: what it costs, why none was made, and the button. */
export const CreateFooter = ({
  note,
  problem,
  busy,
}: {
  /** What is to be known before it is pressed. */
  note?: ReactNode;
  problem: ShareProblem | null;
  /** Whether the link is being made. */
  busy: boolean;
}) => (
  <DialogFooter>
    <ShareFailure title="No link was made" problem={problem} />
    {note && <p className="flex-1 basis-64 text-xs text-pretty text-muted">{note}</p>}
    <Button type="submit" look="primary" aria-disabled={busy}>
      {busy ? "Creating the link…" : "Create link"}
    </Button>
  </DialogFooter>
);
