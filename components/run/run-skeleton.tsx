import { BackLink } from "@/components/shell/back-link";
import { TabMark } from "@/components/status/tab-mark";
import { Bone } from "@/components/ui/bone";

const ROWS = [0, 1, 2, 3, 4, 5];
const PANE = "min-w-0 flex-col rounded-lg border border-line bg-card";

/** The run page before anything was read: header and panes where they will be. */
export const RunSkeleton = ({ taskId }: { taskId: string }) => (
  <div
    data-fill
    data-testid="run-skeleton"
    className="flex min-w-0 flex-1 flex-col gap-3 p-3 sm:px-4 lg:min-h-0"
  >
    <TabMark title="Run" />
    <p role="status" className="sr-only">
      Reading the run…
    </p>
    <header className="flex flex-col gap-1">
      <BackLink
        task={{ href: `/tasks/${encodeURIComponent(taskId)}`, words: "All runs of this task" }}
      />
      <div className="flex h-8 items-center gap-x-3">
        <h1 className="w-1/3">
          <span className="sr-only">Run</span>
          <Bone className="h-5" />
        </h1>
        <Bone className="h-6 w-24 rounded-full" />
      </div>
      <p className="flex h-5 items-center">
        <Bone className="w-64 max-w-full" />
      </p>
    </header>
    <div
      aria-hidden
      className="flex min-w-0 flex-1 flex-col gap-3 lg:grid lg:min-h-[26rem] lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
    >
      <div className="h-9 border-b border-line lg:hidden" />
      <div className={`${PANE} flex min-h-64`}>
        <div className="flex h-10 items-center border-b border-line px-3">
          <Bone className="w-32" />
        </div>
        <div className="flex-1 rounded-b-lg bg-raised" />
      </div>
      <div className={`${PANE} hidden lg:flex`}>
        <div className="flex h-10 items-center border-b border-line px-3">
          <Bone className="w-40" />
        </div>
        {ROWS.map((row) => (
          <div key={row} className="flex h-10 items-center gap-3 px-3">
            <Bone className="size-3 rounded-full" />
            <Bone className={row % 2 === 0 ? "w-1/2" : "w-2/5"} />
          </div>
        ))}
      </div>
    </div>
  </div>
);
