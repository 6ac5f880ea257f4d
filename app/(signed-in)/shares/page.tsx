import { SharesScreen } from "@/components/shares/shares-screen";
import { TabMark } from "@/components/status/tab-mark";
import { shareListQuerySchema } from "@/lib/contract/shares";
import { loadPage } from "@/lib/server/http/page";
import { listShares } from "@/lib/server/shares/list-shares";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SharesPage({ searchParams }: Props) {
  const { page } = await searchParams;
  const parsed = shareListQuerySchema.safeParse({ page });
  const query = parsed.success ? parsed.data : shareListQuerySchema.parse({});
  const next = query.page > 1 ? `/shares?page=${query.page}` : "/shares";
  const { data, error } = await loadPage(next, (caller) => listShares(caller, query));
  return (
    <>
      <TabMark title="Shares" />
      <SharesScreen initial={{ list: data, page: query.page }} initialError={error} />
    </>
  );
}
