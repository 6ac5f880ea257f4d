import { Bone } from "@/components/ui/bone";

const ROWS = [0, 1, 2, 3];

/** The list of links before anything was read. */
export const SharesSkeleton = () => (
  <>
    <p role="status" className="sr-only">
      Reading the links…
    </p>
    <div
      aria-hidden
      className="overflow-hidden rounded-lg border border-line bg-card divide-y divide-line"
    >
      <div className="hidden h-8 sm:block" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-18 items-start gap-4 px-3 py-3">
          <Bone className="h-6 w-6 shrink-0 rounded-full sm:w-34" />
          <div className="flex flex-1 flex-col gap-2 pt-1">
            <Bone className="w-1/3" />
            <Bone className="w-1/2" />
          </div>
        </div>
      ))}
    </div>
  </>
);
