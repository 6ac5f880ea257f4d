import { Bone } from "@/components/ui/bone";
import { RunTableFrame } from "./run-table";

const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

/** A task's runs before anything was read: rows as high as they will be. */
export const RunListSkeleton = () => (
  <>
    <p role="status" className="sr-only">
      Reading the runs…
    </p>
    <RunTableFrame isEmpty>
      {ROWS.map((row) => (
        <tr key={row} className="h-11">
          <td className="pl-3">
            <Bone className="h-6 w-6 rounded-full sm:w-34" />
          </td>
          <td>
            <Bone className="w-16" />
          </td>
          <td className="hidden pr-4 md:table-cell">
            <Bone className={row % 2 === 0 ? "w-1/2" : "w-2/5"} />
          </td>
          <td>
            <Bone className="w-14" />
          </td>
          <td className="pr-3">
            <Bone className="ml-auto w-14" />
          </td>
        </tr>
      ))}
    </RunTableFrame>
  </>
);
