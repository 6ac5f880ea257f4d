import { Bone } from "@/components/ui/bone";
import { TaskTableFrame } from "./task-table";

const WIDTHS = ["w-3/5", "w-2/5", "w-1/2", "w-3/4", "w-2/5", "w-3/5", "w-1/3", "w-1/2"];

/** The table before anything was read: rows as high as they will be. */
export const TaskSkeleton = () => (
  <>
    <p role="status" className="sr-only">
      Reading the tasks…
    </p>
    <TaskTableFrame aria-hidden>
      {WIDTHS.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows of nothing
        <tr key={index} className="h-11">
          <td className="pl-3">
            <Bone className="h-6 w-6 rounded-full sm:w-34" />
          </td>
          <td>
            <Bone className={width} />
          </td>
          <td className="hidden pl-4 lg:table-cell">
            <Bone className={width} />
          </td>
          <td className="@max-[15rem]:hidden">
            <Bone className="ml-auto w-10" />
          </td>
          <td className="pr-4 @max-[15rem]:hidden">
            <Bone className="ml-auto w-4 sm:w-12" />
          </td>
        </tr>
      ))}
    </TaskTableFrame>
  </>
);
