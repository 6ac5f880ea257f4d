import type { ChangeShare, ShareRow as Share } from "@/lib/contract/shares";
import { ShareRow } from "./share-row";

export type ShareWrites = {
  change: (id: string, change: ChangeShare) => Promise<void>;
  revoke: (id: string) => Promise<void>;
};

/** Links that all live, or have all ended: these are greyed, and there is nothing to do with them. */
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
    <div className="overflow-hidden rounded-lg border border-line bg-card">
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">{ended ? "Ended links" : "Live links"}</caption>
        <thead>
          <tr className="h-8 border-b border-line text-xs text-muted">
            <th scope="col" className="w-11 pl-3 font-medium sm:w-46">
              <span className="sr-only sm:not-sr-only">Status</span>
            </th>
            <th scope="col" className="pr-3 font-medium sm:pr-4">
              Link
            </th>
            <th scope="col" className="hidden pr-4 font-medium md:table-cell md:w-1/4 xl:w-58">
              Run
            </th>
            <th scope="col" className="hidden w-22 font-medium xl:table-cell">
              Created
            </th>
            <th scope="col" className="hidden w-20 font-medium lg:table-cell">
              {ended ? "Ended" : "Expires"}
            </th>
            <th scope="col" className="hidden w-22 font-medium lg:table-cell">
              Last opened
            </th>
            <th scope="col" className="hidden w-14 pr-3 text-right font-medium lg:table-cell">
              Views
            </th>
            {!ended && (
              <th scope="col" className="w-26 xl:w-68">
                <span className="sr-only">What to do with it</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {shares.map((share) => (
            <ShareRow key={share.id} share={share} ended={ended} writes={writes} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
