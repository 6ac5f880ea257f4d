/** What a link opens, in every state and by every way in; and what guessing one brings. */
import { randomBytes } from "node:crypto";
import { address } from "../../support/addresses.ts";
import { figure } from "../../support/figures.ts";
import { exchangeWith } from "../../support/hardening/exchange.ts";
import {
  ASKED,
  answerLink,
  type Asked,
  askWith,
  type Held,
  linksInEachState,
  shareLink,
  withSecret,
} from "../../support/hardening/links.ts";
import { type Answer, codeIn } from "../../support/http-client.ts";
import { isFull, scaled } from "../../support/scale.ts";
import { expect, test } from "../../support/test.ts";

test.use({ dialect: "documented" });

const NOBODY = "AAAAAAAAAAAA";
const WRONG = "A".repeat(43);

const NEXT_PART = '"])</script><script nonce="{nonce}">self.__next_f.push([1,"';

/** An answer without what is of its address, of the moment, or of how it was cut into parts. */
function bodyOf({ text, headers }: Answer, id: string): string {
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
  return text
    .replaceAll(id, "{id}")
    .replaceAll(nonce ?? "{nonce}", "{nonce}")
    .replace(/renderedAtMs\\?":\d+/, "renderedAtMs")
    .replaceAll(NEXT_PART, "");
}

const isPage = ([, template]: Asked) => /^\/[as]\/\{id\}$/.test(template);
const isApi = ([, template]: Asked) => template.startsWith("/api/");

/** The code of a refusal, or whether what is shown is what anybody is shown. */
function toldIn(asked: Asked, answer: Answer, id: string, nothing: Map<string, string>): string {
  const { status, text } = answer;
  if (status === 405 || asked[0] === "HEAD") {
    expect(text, `${asked.join(" ")} has no body`).toBe("");
    return String(status);
  }
  if (isPage(asked) && status === 404) return "404";
  if (!isApi(asked)) {
    const body = bodyOf(answer, id);
    return `${status} ${body === nothing.get(asked.join(" ")) ? "nothing" : "shown"}`;
  }
  return status === 200 ? "200" : `${status} ${codeIn(text)}`;
}

type Row = { shared: string; picture: string; page: string; answers: string };

/** The cells of a row, in the order of what is asked. */
function cells({ shared, picture, page, answers }: Row): string[] {
  const status = (cell: string) => cell.split(" ")[0] ?? "";
  const pictures = [picture, status(picture), "405"];
  const answerPage = page.replace("shown", "nothing");
  return [
    [shared, status(shared), "405", "405"],
    [...pictures, ...pictures],
    [page, status(page), "405"],
    [answerPage, status(page), "405"],
    [answers, status(answers), "405", "405", answers],
  ].flat();
}

const MISSED = { shared: "404 not_found", answers: "404 not_found" };
const OVER = { picture: "200 nothing", page: "200 nothing", answers: "404 not_found" };
const NO_PICTURE = { shared: "404 not_found", picture: "404 nothing", page: "200 nothing" };
const LIVE_BY_ID = { picture: "200 shown", page: "200 shown" };

test("each state of a link, by every way in, is told exactly, and a wrong secret like an unknown link", async ({
  client,
  sandbox,
}) => {
  test.slow();
  const { shares, answers } = await linksInEachState(client, sandbox);
  const { live } = shares;
  const table: [string, Held, Row][] = [
    ["live", withSecret(live), { ...LIVE_BY_ID, shared: "200", answers: "404 not_found" }],
    ["paused", withSecret(shares.paused), { ...OVER, shared: "403 share_paused" }],
    ["revoked", withSecret(shares.revoked), { ...OVER, shared: "410 share_ended" }],
    ["expired", withSecret(shares.expired), { ...OVER, shared: "410 share_ended" }],
    ["unknown", { ...withSecret(live), id: NOBODY }, { ...NO_PICTURE, ...MISSED }],
    ["no id", { ...withSecret(live), id: "short" }, { ...NO_PICTURE, ...MISSED, page: "404" }],
    ["wrong secret", withSecret({ ...live, secret: WRONG }), { ...LIVE_BY_ID, ...MISSED }],
    ["half a secret", withSecret({ ...live, secret: "A" }), { ...LIVE_BY_ID, ...MISSED }],
    ["no secret", { id: live.id }, { ...LIVE_BY_ID, ...MISSED }],
    [
      "as a bearer",
      { id: live.id, authorization: `Bearer ${live.secret}` },
      { ...LIVE_BY_ID, ...MISSED },
    ],
    [
      "in the address",
      { id: live.id, query: `?secret=${live.secret}` },
      { ...LIVE_BY_ID, ...MISSED },
    ],
    [
      "another's secret",
      withSecret({ ...live, secret: shares.paused.secret }),
      { ...LIVE_BY_ID, ...MISSED },
    ],
    ["paused, wrong", withSecret({ ...shares.paused, secret: WRONG }), { ...OVER, ...MISSED }],
    ["revoked, wrong", withSecret({ ...shares.revoked, secret: WRONG }), { ...OVER, ...MISSED }],
    ["expired, wrong", withSecret({ ...shares.expired, secret: WRONG }), { ...OVER, ...MISSED }],
    ["answer, wrong", withSecret({ ...answers.live, secret: WRONG }), { ...NO_PICTURE, ...MISSED }],
    ["answer, none", { id: answers.live.id }, { ...NO_PICTURE, ...MISSED }],
    ["answer", withSecret(answers.live), { ...NO_PICTURE, answers: "200" }],
    ["answer used", withSecret(answers.live), { ...NO_PICTURE, answers: "410 link_used" }],
    ["answer paused", withSecret(answers.paused), { ...NO_PICTURE, answers: "403 share_paused" }],
    ["answer revoked", withSecret(answers.revoked), { ...NO_PICTURE, answers: "410 share_ended" }],
    ["answer expired", withSecret(answers.expired), { ...NO_PICTURE, answers: "410 share_ended" }],
  ];
  const nothing = new Map<string, string>();
  for (const asked of ASKED.filter((one) => !isApi(one) && one[0] === "GET")) {
    nothing.set(asked.join(" "), bodyOf(await askWith(asked, { id: NOBODY }), NOBODY));
  }
  const bodies = new Map<string, Set<string>>();
  const told: string[][] = [];
  const expected: string[][] = [];
  const looked = new Set<string>();
  for (const [name, held, whole] of table) {
    const row = [name];
    const right = [name];
    // Pages and pictures go by the id alone, and are dear.
    const isLooked = looked.has(held.id) && !isFull;
    looked.add(held.id);
    for (const [index, asked] of ASKED.entries()) {
      if (isLooked && !isApi(asked)) continue;
      const answer = await askWith(asked, held);
      const cell = toldIn(asked, answer, held.id, nothing);
      if (isApi(asked)) {
        bodies.set(cell, (bodies.get(cell) ?? new Set()).add(answer.text));
      }
      row.push(`${asked.join(" ")}: ${cell}`);
      right.push(`${asked.join(" ")}: ${cells(whole)[index]}`);
    }
    told.push(row);
    expected.push(right);
  }
  expect(told).toEqual(expected);
  // Whoever has no link learns nothing by comparing.
  expect([...(bodies.get("404 not_found") ?? [])]).toHaveLength(1);
  figure(
    "shares",
    `${table.length} states and ways of holding a link × ${ASKED.length} endpoints and methods: each exact, unknown and wrong alike to the byte`,
  );
});

const GUESSES = scaled(500, 10_000);
/** One character of the true secret changed, or all of it; the true id, or none there is. */
const guess = (at: number, { id, secret }: { id: string; secret: string }) => {
  const place = at % secret.length;
  const near = `${secret.slice(0, place)}${secret[place] === "x" ? "y" : "x"}${secret.slice(place + 1)}`;
  const any = randomBytes(32).toString("base64url");
  return [
    { id, secret: near },
    { id, secret: any },
    { id: randomBytes(9).toString("base64url"), secret },
    { id: randomBytes(9).toString("base64url"), secret: any },
  ][at % 4] as { id: string; secret: string };
};

test("guessing opens nothing, and tells nothing", async ({ client, sandbox }) => {
  test.setTimeout(scaled(90_000, 300_000));
  const [share, question] = [await shareLink(client, sandbox), await answerLink(client, sandbox)];
  const exchange = exchangeWith(address("dashboard"), 4);
  const told = new Map<string, number>();
  const ask = async (at: number) => {
    const isShare = at % 3 !== 0;
    const { id, secret } = guess(Math.floor(at / 3), isShare ? share : question);
    const path = `/api/${isShare ? "shared" : "answers"}/${id}`;
    const headers = { authorization: `Share ${secret}` };
    const answer = await exchange.ask({ method: "GET", path, headers, body: null });
    const key = `${answer?.status} ${answer?.text}`;
    told.set(key, (told.get(key) ?? 0) + 1);
  };
  let next = 0;
  const worker = async () => {
    while (next < GUESSES) await ask(next++);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  exchange.close();
  expect([...told.values()], [...told.keys()].join("\n")).toEqual([GUESSES]);
  expect([...told.keys()][0]).toMatch(/^404 .*"code":"not_found"/);
  const [opens] = ASKED;
  expect((await askWith(opens, withSecret(share))).status).toBe(200);
  figure("shares", `${GUESSES} guesses: 0 hits, one body`);
});
