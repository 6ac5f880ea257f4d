import type { ChangeShare, ShareRow as Share } from "@/lib/contract/shares";
import { ShareRow } from "./share-row";

export type ShareWrites = {
  change: (id: string, change: ChangeShare) => Promise<void>;
  revoke: (id: string) => Promise<void>;
};

const ACTIONS = "w-26 @min-[76rem]:w-68";

/**
 * Links that all live, or have all ended: these are greyed, and there is nothing to do with them.
 * How many columns there are follows from the room for text, which large text has less of. Below
 * 36rem what can be done stands beneath the words.
 */
export function ShareTable({
  shares,
  ended,
  writes,
}: {
  shares: Share[];
  ended: boolean;
  writes: ShareWrites;
}) {
  return (
    <div className="@container overflow-hidden rounded-lg border border-line bg-card">
      <table className="block w-full table-fixed border-collapse text-left @xl:table">
        <caption className="sr-only">{ended ? "Ended links" : "Links, live or paused"}</caption>
        <thead className="sr-only @xl:not-sr-only">
          <tr className="h-8 border-b border-line text-xs text-muted">
            <th scope="col" className="w-36 pl-3 font-medium">
              Status
            </th>
            <th scope="col" className="pr-4 font-medium">
              Link
            </th>
            <th
              scope="col"
              className="hidden pr-4 font-medium @min-[45rem]:table-cell @min-[45rem]:w-[30%] @min-[76rem]:w-66"
            >
              Run
            </th>
            <th scope="col" className="hidden w-22 font-medium @min-[76rem]:table-cell">
              Created
            </th>
            <th scope="col" className="hidden w-20 font-medium @min-[60rem]:table-cell">
              {ended ? "Ended" : "Expires"}
            </th>
            <th scope="col" className="hidden w-22 font-medium @min-[60rem]:table-cell">
              Last opened
            </th>
            <th
              scope="col"
              className="hidden w-14 pr-3 text-right font-medium @min-[60rem]:table-cell"
            >
              Views
            </th>
            {/* Also where there is nothing to do: so both tables have their columns in one line. */}
            {ended ? (
              <td aria-hidden className={ACTIONS} />
            ) : (
              <th scope="col" className={ACTIONS}>
                <span className="sr-only">What to do with it</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className="block divide-y divide-line @xl:table-row-group">
          {shares.map((share) => (
            <ShareRow key={share.id} share={share} ended={ended} writes={writes} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
