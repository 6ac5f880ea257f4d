/** The badge, the preview card and the tags of a pasted link: what they tell, and when nothing. */
import { createHash } from "node:crypto";
import type { ChangeShare, CreateShare } from "../../../lib/contract/shares.ts";
import { address } from "../../support/addresses.ts";
import { type Answer, type Client, send } from "../../support/http-client.ts";
import type { RunOptions, SandboxKey } from "../../support/sandbox.ts";
import { type Link, shareRun } from "../../support/shares.ts";
import { wasUnwatched } from "../../support/silence.ts";
import { expect, test, until } from "../../support/test.ts";

const NAME = "Compare <prices> & “stock”";
const NOBODY = "AAAAAAAAAAAA";
/** Over long before anybody looks: nobody knows how long it took. */
const ENDED = { script: "completed", startedAgoMs: 60_000 };
const KINDS = ["badge", "card"] as const;
type Kind = (typeof KINDS)[number];

const pathOf = (kind: Kind, id: string) =>
  kind === "badge" ? `/b/${id}.svg` : `/s/${id}/card.png`;
/** As a stranger: no cookie, no key. */
const ask = (path: string, headers: Record<string, string> = {}) =>
  send(address("dashboard"), path, { headers });
const look = (kind: Kind, id: string) => ask(pathOf(kind, id));

const bytesOf = (answer: Answer) => createHash("sha256").update(answer.text).digest("hex");
/** All but the moment. */
const headersOf = ({ headers: { date: _, ...headers } }: Answer) => headers;

async function share(
  client: Client,
  sandbox: SandboxKey,
  choices: Partial<CreateShare> = {},
  run: RunOptions = ENDED,
): Promise<Link & { taskId: string; runId: string }> {
  const { taskId, runIds } = await sandbox.addTask({ name: NAME, runs: [run] });
  const runId = runIds[0] ?? "";
  const path = `/api/tasks/${taskId}/runs/${runId}`;
  await until(async () => (await client.get(path)).json().state).toMatch(
    /^(running|waiting|completed|failed|stopped)$/,
  );
  const link = await shareRun(client, { taskId, runId, label: "For Ann", ...choices });
  return { ...link, taskId, runId };
}

async function change(client: Client, { id }: Link, body: ChangeShare): Promise<void> {
  const answer = await client.send(`/api/shares/${id}`, { method: "PATCH", body });
  expect(answer.status, answer.text).toBe(200);
}

const wordsOf = (badge: Answer) => /aria-label="([^"]*)"/.exec(badge.text)?.[1];

const PICTURE_HEADERS = {
  "cache-control": "public, max-age=15",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "cross-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex, nofollow",
};
const OWN_HEADERS = {
  badge: { "content-type": "image/svg+xml; charset=utf-8", "referrer-policy": "same-origin" },
  card: { "content-type": "image/png", "referrer-policy": "no-referrer" },
};
/** What says how an answer is sent, not what it is. */
const SENT = ["connection", "keep-alive", "transfer-encoding", "content-length", "vary"];

for (const kind of KINDS) {
  test(`a ${kind} has these headers and no others, whatever it shows`, async ({
    client,
    sandbox,
  }) => {
    const on = await share(client, sandbox, { [kind]: true });
    const paused = await share(client, sandbox, { [kind]: true });
    await change(client, paused, { paused: true });
    const expected = { ...PICTURE_HEADERS, ...OWN_HEADERS[kind] };
    for (const [id, status] of [
      [on.id, 200],
      [paused.id, 200],
      [NOBODY, 404],
      ["not-an-id", 404],
    ] as const) {
      const answer = await look(kind, id);
      expect(answer.status, id).toBe(status);
      const told = Object.entries(headersOf(answer)).filter(([name]) => !SENT.includes(name));
      expect(Object.fromEntries(told), id).toEqual(expected);
      expect(answer.headers.vary, "by what no reader of pictures sends").not.toMatch(/cookie|\*/i);
    }
  });

  test(`a ${kind} that was not turned on is like one nobody knows, in every state of its link`, async ({
    client,
    sandbox,
  }) => {
    const off = await share(client, sandbox, { badge: true, card: true, [kind]: false });
    const nothing = await look(kind, NOBODY);
    expect(nothing.status).toBe(404);
    const isNothing = async () => {
      const answer = await look(kind, off.id);
      expect(answer.status).toBe(404);
      expect(bytesOf(answer)).toBe(bytesOf(nothing));
      expect(headersOf(answer)).toEqual(headersOf(nothing));
    };
    await isNothing();
    await change(client, off, { paused: true });
    await isNothing();
    await client.send(`/api/shares/${off.id}`, { method: "DELETE" });
    await isNothing();
  });

  test(`a ${kind} tells the state while its link lives, and afterwards nothing`, async ({
    client,
    sandbox,
  }) => {
    const link = await share(client, sandbox, { [kind]: true });
    const live = await look(kind, link.id);
    const nothing = await look(kind, NOBODY);
    expect(bytesOf(live)).not.toBe(bytesOf(nothing));
    const isNeutral = async () => {
      const answer = await look(kind, link.id);
      expect(answer.status).toBe(200);
      expect(bytesOf(answer)).toBe(bytesOf(nothing));
    };
    await change(client, link, { paused: true });
    await isNeutral();
    await change(client, link, { paused: false });
    expect(bytesOf(await look(kind, link.id))).toBe(bytesOf(live));
    await change(client, link, { [kind]: false });
    expect((await look(kind, link.id)).status).toBe(404);
    await change(client, link, { [kind]: true });
    await client.send(`/api/shares/${link.id}`, { method: "DELETE" });
    await isNeutral();
  });

  test(`a ${kind} is only read`, async ({ client, sandbox }) => {
    const { id } = await share(client, sandbox, { [kind]: true });
    const path = pathOf(kind, id);
    const head = await send(address("dashboard"), path, { method: "HEAD" });
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(head.headers["content-type"]).toBe(OWN_HEADERS[kind]["content-type"]);
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await send(address("dashboard"), path, { method });
      expect([answer.status, answer.headers.allow], method).toEqual([405, "GET, HEAD"]);
    }
    const foreign = await ask(path, { host: "elsewhere.example" });
    expect([foreign.status, foreign.json()]).toMatchObject([
      421,
      { error: { code: "wrong_host" } },
    ]);
  });
}

test("only twelve characters and .svg are the name of a badge", async ({ client, sandbox }) => {
  const { id } = await share(client, sandbox, { badge: true });
  expect((await ask(`/b/${id}.svg?size=2`)).status).toBe(200);
  const nothing = await look("badge", NOBODY);
  for (const file of [id, `${id}.png`, `${id}.SVG`, `${id}x.svg`, `x${id}.svg`, `${id}.svg.svg`]) {
    const answer = await ask(`/b/${file}`);
    expect([answer.status, bytesOf(answer)], file).toEqual([404, bytesOf(nothing)]);
  }
  for (const path of ["/b", `/b/${id}.svg/more`, `/s/${id}/card.svg`]) {
    expect((await ask(path)).status, path).toBe(404);
  }
});

const STATES: [string, RunOptions, RegExp][] = [
  ["completed", ENDED, /^run: completed$/],
  ["failed", { ...ENDED, script: "failed" }, /^run: failed$/],
  ["stopped", { ...ENDED, script: "stopped" }, /^run: stopped$/],
  ["waiting", { script: "waiting" }, /^run: waiting$/],
  ["running", { script: "running", startedAgoMs: 134_000 }, /^run: running · 2m [1-5]\ds$/],
];
for (const [state, run, words] of STATES) {
  test(`a badge says that a run is ${state}, and no word of its owner's`, async ({
    client,
    sandbox,
  }) => {
    const link = await share(client, sandbox, { badge: true, card: true }, run);
    const badge = await look("badge", link.id);
    expect(wordsOf(badge)).toMatch(words);
    for (const word of ["Compare", "For Ann", link.id, link.taskId, link.runId]) {
      expect(badge.text).not.toContain(word);
    }
    const card = await look("card", link.id);
    expect([card.status, card.text.slice(1, 4)]).toEqual([200, "PNG"]);
  });
}

test("a badge follows what is recorded, up to the end and how long it took", async ({
  client,
  sandbox,
}) => {
  const run = { script: "running", startedAgoMs: 134_000 };
  const beganMs = Date.now();
  const { id, taskId, runId } = await share(client, sandbox, { badge: true }, run);
  await sandbox.show(runId, { status: "completed", detailedStatus: "completed" });
  const path = `/api/tasks/${taskId}/runs/${runId}`;
  await until(async () => {
    await client.get(path);
    return wordsOf(await look("badge", id));
  }).toMatch(/^run: completed/);
  // How long is known unless a busy machine looked at nothing just before the end.
  if (!(await wasUnwatched(sandbox, beganMs)))
    expect(wordsOf(await look("badge", id))).toMatch(/^run: completed · 2m [1-5]\ds$/);
});

test("neither asks the server, nor keeps a run watched, nor counts as opening the link", async ({
  client,
  sandbox,
}) => {
  const { id } = await share(client, sandbox, { badge: true, card: true });
  await sandbox.resetCalls();
  for (let time = 0; time < 20; time += 1) {
    await Promise.all(KINDS.map((kind) => look(kind, id)));
    await ask(`/s/${id}`);
  }
  expect((await sandbox.calls()).total).toBe(0);
  const { shares } = (await client.get("/api/shares")).json() as { shares: unknown[] };
  expect(shares).toMatchObject([{ id, views: 0, lastOpenedAt: null }]);
});

test("a card shows the task's name only where its owner wants it", async ({ client, sandbox }) => {
  const { id } = await share(client, sandbox, { card: true });
  const named = await look("card", id);
  await change(client, { id } as Link, { include: { taskName: false } });
  const nameless = await look("card", id);
  expect(bytesOf(nameless)).not.toBe(bytesOf(named));
  const other = await share(client, sandbox, { card: true, include: { taskName: false } });
  expect(bytesOf(await look("card", other.id))).toBe(bytesOf(nameless));
});

/** The tags in the head of a shared page that say how a link to it looks. */
async function tagsOf(id: string, headers: Record<string, string> = {}) {
  const answer = await ask(`/s/${id}`, headers);
  expect(answer.headers["referrer-policy"]).toBe("no-referrer");
  expect(answer.headers["cross-origin-resource-policy"]).toBe("same-origin");
  const head = answer.text.slice(0, answer.text.indexOf("</head>"));
  const tags = [...head.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)];
  return Object.fromEntries(tags.map(([, name, content]) => [name ?? "", content ?? ""]));
}

const NEUTRAL_TAGS = {
  "og:title": "Shared run",
  "og:description": "Shared view, read only.",
  "og:site_name": "Runboard",
  "og:type": "website",
  "twitter:card": "summary",
  "twitter:title": "Shared run",
  "twitter:description": "Shared view, read only.",
};
const previewTags = (tags: Record<string, string>) =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => /^(og|twitter):/.test(name)));

test("a pasted link tells the state where its owner wants it", async ({ client, sandbox }) => {
  const link = await share(client, sandbox, { card: true });
  const tags = await tagsOf(link.id);
  const title = "Completed · Compare &lt;prices&gt; &amp; “stock”";
  const picture = `${address("dashboard")}/s/${link.id}/card.png`;
  expect(previewTags(tags)).toEqual({
    "og:title": title,
    "og:description": "Shared view, read only.",
    "og:site_name": "Runboard",
    "og:type": "website",
    "og:image": picture,
    "og:image:type": "image/png",
    "og:image:width": "1200",
    "og:image:height": "630",
    "og:image:alt": "Completed",
    "twitter:card": "summary_large_image",
    "twitter:title": title,
    "twitter:description": "Shared view, read only.",
    "twitter:image": picture,
    "twitter:image:type": "image/png",
    "twitter:image:width": "1200",
    "twitter:image:height": "630",
    "twitter:image:alt": "Completed",
  });
  expect(tags).toMatchObject({ referrer: "no-referrer", robots: "noindex, nofollow" });
  const { text } = await ask(`/s/${link.id}`);
  for (const word of ["For Ann", link.taskId, link.runId, link.secret]) {
    expect(text).not.toContain(word);
  }
  await change(client, link, { include: { taskName: false } });
  expect(await tagsOf(link.id)).toMatchObject({ "og:title": "Completed · Shared run" });
});

const READERS = ["Mozilla/5.0", "Slackbot-LinkExpanding 1.0", "Twitterbot/1.0", "Unheard-of/0.1"];
test("whoever reads the head of a shared page is told the same", async ({ client, sandbox }) => {
  const { id } = await share(client, sandbox, { card: true });
  const told = await Promise.all(READERS.map((reader) => tagsOf(id, { "user-agent": reader })));
  for (const tags of told) expect(previewTags(tags)).toEqual(previewTags(told[0] ?? {}));
  expect(told[0]).toHaveProperty("og:image");
});

test("the link of a run that goes on tells for how long", async ({ client, sandbox }) => {
  const run = { script: "running", startedAgoMs: 134_000 };
  const { id } = await share(client, sandbox, { card: true }, run);
  const tags = await tagsOf(id);
  expect(tags["og:description"]).toMatch(/^Running for 2m [1-5]\ds\. Shared view, read only\.$/);
});

test("all other links look alike when they are pasted", async ({ client, sandbox }) => {
  const off = await share(client, sandbox, { badge: true });
  const paused = await share(client, sandbox, { card: true });
  const revoked = await share(client, sandbox, { card: true });
  await change(client, paused, { paused: true });
  await client.send(`/api/shares/${revoked.id}`, { method: "DELETE" });
  for (const { id } of [off, paused, revoked, { id: NOBODY }]) {
    const tags = await tagsOf(id);
    expect(previewTags(tags), id).toEqual(NEUTRAL_TAGS);
    expect(tags, id).toMatchObject({ referrer: "no-referrer", robots: "noindex, nofollow" });
  }
});
