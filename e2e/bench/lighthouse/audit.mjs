/** One page looked at by Lighthouse, which is installed in this folder alone. */
import lighthouse, { desktopConfig } from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

/**
 * Nothing is reported to anybody: the part of Lighthouse that would is that of its command.
 * @param {{ url: string, port: number, cookie: string | null, form: "mobile" | "desktop" }} page
 * `port`: where the browser takes commands
 * @returns {Promise<{ scores: Record<string, number>, speed: number, missed: string[] }>} scores from
 * 0 to 100, how fast Lighthouse found the machine, and what cost points
 */
export async function audit({ url, port, cookie, form }) {
  const flags = {
    port,
    logLevel: "error",
    onlyCategories: CATEGORIES,
    ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
  };
  const result = await lighthouse(url, flags, form === "desktop" ? desktopConfig : undefined);
  if (!result || result.lhr.runtimeError) {
    throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? "Lighthouse gave no result"}`);
  }
  const { categories, audits, environment } = result.lhr;
  const missed = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${audits[id].displayValue ?? ""}`.trim()),
  );
  return {
    scores: Object.fromEntries(
      CATEGORIES.map((id) => [id, Math.round(categories[id].score * 100)]),
    ),
    speed: environment.benchmarkIndex,
    missed,
  };
}
