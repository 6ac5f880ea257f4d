import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { ROOT, runtime } from "@/e2e/run/processes.mjs";

const SECRET = randomBytes(32).toString("base64url");
const SEAL = `Fe26.2*1*${"ab12".repeat(16)}*c2VhbGVk*dGV4dA*1790000000000*${"cd34".repeat(16)}*bWFj~2`;
const KEY = "key-of-somebody-4711";

/** A text, what of it may not be written, and what is to be left. */
const TEXTS: Record<string, [text: string, hidden: string[], kept: string]> = {
  "a key's header": [`sent x-api-key: ${KEY}`, [KEY], "sent x-api-key"],
  "a key's header in capitals": [`X-API-KEY: ${KEY}`, [KEY], "X-API-KEY"],
  "a key's header without a blank": [`x-api-key:${KEY}`, [KEY], "x-api-key"],
  "a key's header in JSON": [`{"x-api-key":"${KEY}"}`, [KEY], "x-api-key"],
  "a key's header as an object is shown": [`{ 'x-api-key': '${KEY}' }`, [KEY], "x-api-key"],
  "a cookie": ["cookie: session=s3cretcookie", ["s3cretcookie"], "cookie"],
  "a cookie after others": ["Cookie: theme=dark; s=s3cretcookie", ["s3cretcookie"], "Cookie"],
  "a cookie that is set": ["set-cookie: s=s3cretcookie; Path=/", ["s3cretcookie"], "set-cookie"],
  "a bearer's token": ["Authorization: Bearer t0kenoftests", ["t0kenoftests"], "Authorization"],
  "a sharer's secret": [`authorization: Share ${SECRET}`, [SECRET], "authorization"],
  "a seal": [`unreadable: ${SEAL}`, [SEAL, SEAL.slice(9, 40), "bWFj"], "unreadable"],
  "a seal in a cookie": [`rb=${SEAL}; Path=/`, [SEAL, SEAL.slice(9, 40), "bWFj"], "rb="],
  "a share's secret": [`no link ${SECRET} there`, [SECRET, SECRET.slice(1)], "no link"],
  "a share's address": [`at /s/AAAAAAAAAAAA#${SECRET}`, [SECRET], "at /s/AAAAAAAAAAAA#"],
  "two of them": [`${SECRET} and ${SECRET}`, [SECRET], " and "],
  "one far back": [`${"no ".repeat(160)}${SECRET}`, [SECRET.slice(0, 12)], "no no"],
};

/** A share's id and a request's are shorter than any secret, and are to be read. */
const PLAIN = "share AAAAAAAAAAAA of 0b5c8a6e-7d0f-4c55-9a11-1f2e3d4c5b6a: connect ECONNREFUSED";
const FIELDS = {
  code: "internal",
  route: "/api/tasks/[taskId]",
  method: "GET",
  status: 500,
  ms: 12,
  requestId: "0b5c8a6e-7d0f-4c55-9a11-1f2e3d4c5b6a",
  upstream: "local",
  reason: "boom",
  count: 3,
};
/** What a spread may bring along past the types. */
const STRAYS = {
  headers: { "x-api-key": KEY },
  apiKey: KEY,
  body: `{"apiKey":"${KEY}"}`,
  query: "?secret=x",
  err: { stack: "at somewhere" },
};
/** Of the right name, and neither a text nor a number. */
const NESTED = { reason: { deep: KEY }, count: [KEY] };

type Line = Record<string, unknown> & { msg: string };
let lines: Map<string, Line>;

const SCRIPT = `
import { log } from "@/lib/server/log";
for (const [message, extra] of JSON.parse(process.env.TOLD)) log("info", message, extra);
`;

/** All lines come of one process, as they leave it: what it writes through is private to it. */
beforeAll(() => {
  const told: [string, [message: string, extra?: object]][] = [
    ["fields", ["all fields", FIELDS]],
    ["strays", ["strays", { ...FIELDS, ...STRAYS }]],
    ["nested", ["nested", NESTED]],
    ["plain", [PLAIN, { reason: PLAIN }]],
    ["lines", ["one\ntwo", { reason: 'th"ree\nfour' }]],
    ...Object.entries(TEXTS).flatMap(([name, [text]]): typeof told => [
      [`${name} in the message`, [text]],
      ...Object.keys(FIELDS).map((field): (typeof told)[number] => [
        `${name} in ${field}`,
        ["m", { [field]: text }],
      ]),
    ]),
  ];
  const aliases = "./e2e/bench/support/aliases.mjs";
  const args = ["--conditions=react-server", "--import", aliases, "--input-type=module"];
  const { stdout, stderr } = spawnSync(runtime(), [...args, "--eval", SCRIPT], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, LOG_LEVEL: "info", TOLD: JSON.stringify(told.map(([, one]) => one)) },
  });
  const written = stdout.split("\n").filter((line) => line !== "");
  if (written.length !== told.length) throw new Error(`${written.length} lines: ${stderr}`);
  lines = new Map(
    told.map(([name], index) => [name, JSON.parse(written[index] ?? "") as Line] as const),
  );
});

/** Beside what every line has. */
const fieldsOf = (name: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(lines.get(name) ?? {}).filter(
      ([key]) => !["level", "time", "msg"].includes(key),
    ),
  );

test("a line holds its level, its time, its message and the fields of the list", () => {
  const line = lines.get("fields");
  expect(line).toMatchObject({ level: 30, msg: "all fields" });
  expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(fieldsOf("fields")).toEqual(FIELDS);
});

test("a field that is not on the list is not written, however it got there", () => {
  expect(fieldsOf("strays")).toEqual(FIELDS);
});

test("a field of the list holds a text or a number, and nothing with more in it", () => {
  expect(JSON.stringify(lines.get("nested"))).not.toContain(KEY);
});

test("what is no secret is left as it is, in one line each", () => {
  expect(lines.get("plain")).toMatchObject({ msg: PLAIN, reason: PLAIN });
  expect(lines.get("lines")).toMatchObject({ msg: "one\ntwo", reason: 'th"ree\nfour' });
});

test.each(Object.entries(TEXTS))("%s is taken out of any field and message", (name, expected) => {
  const [, hidden, kept] = expected;
  const places = ["message", ...Object.keys(FIELDS)].map((field) =>
    field === "message" ? `${name} in the message` : `${name} in ${field}`,
  );
  for (const place of places) {
    const line = lines.get(place);
    const text = JSON.stringify(line);
    for (const one of hidden) expect(text, place).not.toContain(one);
    const field = place.split(" ").at(-1) ?? "";
    expect(String(field === "message" ? line?.msg : line?.[field]), place).toContain(kept);
  }
});
