/** Whatever is sent to whatever route: an answer of ours, never a 500, and nobody's process hurt. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constantFrom, sample } from "fast-check";
import { ERROR_STATUS } from "../../../lib/contract/errors.ts";
import { address } from "../../support/addresses.ts";
import { LOG_FOLDER } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { exchangeWith, type Told } from "../../support/hardening/exchange.ts";
import { knownWorld, mayHaveEnded } from "../../support/hardening/known-world.ts";
import { METHODS } from "../../support/hardening/odd-parts.ts";
import {
  type BadRequest,
  badRequests,
  isSomebodys,
  type Sent,
  toSend,
} from "../../support/hardening/requests.ts";
import { builtRoutes } from "../../support/hardening/routes.ts";
import { Client, codeIn } from "../../support/http-client.ts";
import { SEED, scaled, USUAL_SEED } from "../../support/scale.ts";
import { expect, test } from "../../support/test.ts";

test.use({ dialect: "documented" });

const WANTED = scaled(500, 6_000);
const AT_ONCE = 6;
/** They send elsewhere, are there for what is not, or need more at once than chance brings together. */
const SELDOM_FOUND = [
  "/",
  "/_global-error",
  "/_not-found",
  "/api/[...path]",
  "/api/answer-links",
  "/api/canonical/[[...path]]",
  "/api/shares/preview",
  "/api/tasks/[taskId]/runs/[runId]/result",
  "/api/tasks/[taskId]/runs/[runId]/tool-calls/[callId]",
  "/api/tasks/[taskId]/template",
  "/api/v1/[[...path]]",
  "/api/v1/task/[taskId]/run/tool-input",
];

const isPage = (template: string) => !template.startsWith("/api/");

/** Each route by each method, and as many more by chance, of which the API has most. */
function generated(templates: string[]): BadRequest[] {
  const weighted = templates.flatMap((template) =>
    isPage(template) ? [template] : Array<string>(4).fill(template),
  );
  const pairs = templates.flatMap((template) => METHODS.map((method) => ({ template, method })));
  return sample(badRequests(constantFrom(...weighted)), { numRuns: WANTED, seed: SEED }).map(
    (request, index) => ({ ...request, ...pairs[index] }),
  );
}

/** The document has one HTTP code for all that goes wrong behind it. */
const isDocumented = ({ path }: Sent) => path.startsWith("/api/v1/");

/** What is wrong with an answer; null if nothing is. */
function faultIn(sent: Sent, told: Told | null): string | null {
  // Whoever is refused in the middle of a long body may see no more than the end.
  if (told === null) return (sent.body?.length ?? 0) > 16_000 ? null : "no answer";
  const { status, headers, text } = told;
  if (status === 500 && !isDocumented(sent)) return "status 500";
  if (headers["x-content-type-options"] !== "nosniff") return "without nosniff";
  if (headers["x-frame-options"] !== "DENY") return "may be framed";
  if (status < 500 || sent.method === "HEAD") return null;
  const code = codeIn(text) ?? "";
  return code in ERROR_STATUS && code !== "internal" ? null : `status ${status}, code “${code}”`;
}

test("no request whatever brings a 500, over every route of the build", async ({ sandbox }) => {
  test.setTimeout(scaled(120_000, 900_000));
  const log = () => readFileSync(join(LOG_FOLDER, "dashboard.log"), "utf8");
  const before = log().length;
  const client = new Client();
  const exchange = exchangeWith(address("dashboard"), AT_ONCE);
  const templates = builtRoutes();
  expect(templates.length).toBeGreaterThan(40);
  const left = generated(templates)
    .map((request, number) => ({ request, number }))
    .toReversed();
  let known = knownWorld(client, sandbox);
  const faults: string[] = [];
  const statuses: Record<string, number> = {};
  const found = new Set<string>();
  let deep = 0;
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const { number, request } = next;
      const sent = toSend(request, await known);
      const text = JSON.stringify(sent);
      const told = await exchange.ask(sent).catch((error: unknown) => {
        throw new Error(`number ${number} was not answered: ${text}`, { cause: error });
      });
      const status = told?.status ?? 0;
      const called = status === 500 ? "500 for the server behind, as documented" : String(status);
      statuses[called] = (statuses[called] ?? 0) + 1;
      const fault = faultIn(sent, told);
      if (fault)
        faults.push(`${fault}: number ${number}, ${text.length} long: ${text.slice(0, 1_000)}`);
      if (isSomebodys(request) && sent.method !== "OPTIONS") {
        if (status >= 200 && status < 300) found.add(request.template);
        if (status < 300 || [304, 404, 409, 410].includes(status)) deep += 1;
      }
      if (mayHaveEnded(sent, status)) known = knownWorld(client, sandbox);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  exchange.close();
  expect(faults, `seed ${SEED}`).toEqual([]);
  expect(log().slice(before)).not.toMatch(/unhandled|uncaught|⨯|"code":"internal"/i);
  expect((await client.get("/api/readyz")).status).toBe(200);
  // Else all that was tried was the door.
  expect(deep).toBeGreaterThan(WANTED / 10);
  const missed = templates.filter((template) => !found.has(template));
  // Which of them are seldom found was looked up for this seed.
  if (WANTED >= 2_000 && SEED === USUAL_SEED)
    expect(missed.filter((one) => !SELDOM_FOUND.includes(one))).toEqual([]);
  const told = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
  figure(
    "bad input",
    `${WANTED} requests over ${templates.length} routes × ${METHODS.length} methods, ${deep} of them past the door: 0 internal errors, 0 unhandled rejections (${told.join(", ")})`,
  );
});
