import { TabMark } from "@/components/status/tab-mark";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Blank } from "@/components/ui/notice";

/** In place of a task or run that does not exist for whoever asks. */
export const NothingHere = () => (
  <>
    <TabMark title="Not found" />
    <Blank
      level={1}
      title="There is nothing here"
      action={
        <Link href="/tasks" className={buttonClass("primary")}>
          Go to the tasks
        </Link>
      }
    >
      This task or run does not exist on this server, or it belongs to another key.
    </Blank>
  </>
);
