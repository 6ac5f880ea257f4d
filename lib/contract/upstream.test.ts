import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  envelopeSchema,
  resultDataSchema,
  runsSchema,
  statusSchema,
  tasksSchema,
} from "./upstream.ts";

const json = fc.jsonValue({ maxDepth: 4 });
const absent = { status: null, toolCall: null, liveStatus: null };

const readCall = (toolCall: unknown) => statusSchema.parse({ ...absent, toolCall }).toolCall;

describe("a status answer", () => {
  test("is read as the real server gives it before a run exists, without detailedStatus", () => {
    const sample = statusSchema.parse(absent);
    expect(sample.status).toBeNull();
    expect(sample.detailedStatus).toBeNull();
    expect(sample.toolCall).toBeNull();
    expect(sample.liveStatus).toBeNull();
  });

  test.each([
    ["running", "running"],
    ["error", "error"],
    ["paused", "unrecognised"],
    ["RUNNING", "unrecognised"],
    ["", "unrecognised"],
    [7, "unrecognised"],
    [{}, "unrecognised"],
    [undefined, null],
    [null, null],
  ])("takes status %j for %j", (given, expected) => {
    expect(statusSchema.parse({ ...absent, status: given }).status).toBe(expected);
  });

  test.each([
    ["an answer without any key", {}],
    ["numbers everywhere", { status: 1, detailedStatus: 2, toolCall: 3, liveStatus: 4 }],
    ["lists everywhere", { status: [], detailedStatus: [], toolCall: [], liveStatus: [] }],
    ["objects everywhere", { status: {}, detailedStatus: {}, toolCall: {}, liveStatus: {} }],
    ["unknown keys", { ...absent, secret: "x", __proto__: { admin: true } }],
  ])("survives %s", (_name, given) => {
    expect(Object.keys(statusSchema.parse(given))).not.toContain("secret");
  });

  test.each([
    ["a URL", "https://live.example/a", "https://live.example/a"],
    ["an empty text, kept apart from null", "", ""],
    ["an object with a url", { url: "https://live.example/a" }, "https://live.example/a"],
    ["an object without", { href: "x" }, null],
    ["null", null, null],
    ["a number", 5, null],
  ])("reads liveStatus from %s", (_name, given, expected) => {
    expect(statusSchema.parse({ ...absent, liveStatus: given }).liveStatus).toBe(expected);
  });

  test("loses no question to a missing or mistyped key", () => {
    expect(readCall({})).toEqual({ id: "", name: "unknown", parameters: null });
    expect(readCall({ toolCallId: 7, tool: { name: 8, parameters: "text" } })).toEqual({
      id: "7",
      name: "unknown",
      parameters: "text",
    });
    expect(readCall({ toolCallId: { toString: 1 }, tool: [] })).not.toBeNull();
    expect(readCall({ id: "a", name: "form_input", parameters: { fields: [] } })).toEqual({
      id: "a",
      name: "form_input",
      parameters: { fields: [] },
    });
  });

  test("carries no key named __proto__ and pollutes no prototype", () => {
    const hostile: unknown = JSON.parse(
      '{"status":"running","__proto__":{"polluted":1},"toolCall":{"toolCallId":"a",' +
        '"tool":{"name":"n","parameters":{"__proto__":{"polluted":1},"kept":true}}}}',
    );
    const sample = statusSchema.parse(hostile);
    expect(Object.keys(sample.toolCall?.parameters ?? {})).toEqual(["kept"]);
    expect(sample.toolCall?.parameters).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });

  test("has no half characters and no control or direction signs in what a tool asks", () => {
    const hostile = "a\u0000b\u202ec \ud800\r\n\t";
    const call = readCall({ tool: { name: hostile, parameters: { [hostile]: [hostile, 1] } } });
    expect(call?.name).toBe("abc \ufffd\n\t");
    expect(call?.parameters).toEqual({ "abc \ufffd\n\t": ["abc \ufffd\n\t", 1] });
  });

  test("has no NUL and no half character in any text that is kept: databases refuse them", () => {
    const hostile = "a\u0000b \udc00";
    const sample = statusSchema.parse({ ...absent, detailedStatus: hostile });
    expect(sample.detailedStatus).toBe("ab \ufffd");
    const [task] = tasksSchema.parse([{ id: "t1", status: "active", readable_name: hostile }]);
    expect(task?.readable_name).toBe("ab \ufffd");
    const result = resultDataSchema.parse({ status: hostile, error: hostile });
    expect([result.rawStatus, result.error]).toEqual(["ab \ufffd", "ab \ufffd"]);
    expect(tasksSchema.parse([{ id: "t\u0000", status: "active" }])).toEqual([]);
  });

  test("never fails on an object, and bounds every text of its own", () => {
    const wide = fc.string({ unit: "binary", maxLength: 5_000 });
    const value = fc.oneof(json, wide);
    const answers = fc.record(
      {
        status: value,
        detailedStatus: value,
        toolCall: fc.oneof(
          value,
          fc.record(
            { toolCallId: value, id: value, name: value, tool: value, parameters: value },
            { requiredKeys: [] },
          ),
        ),
        liveStatus: fc.oneof(value, fc.record({ url: value })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(answers, (given) => {
        const sample = statusSchema.parse(given);
        expect((sample.detailedStatus ?? "").length).toBeLessThanOrEqual(2_000);
        expect(sample.detailedStatus ?? "").not.toMatch(
          /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
        );
        expect(sample.toolCall?.id.length ?? 0).toBeLessThanOrEqual(200);
        expect(sample.toolCall?.name.length ?? 0).toBeLessThanOrEqual(200);
        expect((sample.liveStatus ?? "").length).toBeLessThanOrEqual(4_096);
      }),
      { numRuns: 500 },
    );
  });
});

describe("an envelope", () => {
  test.each([
    [{ success: true, data: [], total: "106" }, 106],
    [{ success: true, data: [], total: 106 }, 106],
    [{ success: true, data: [], total: "many" }, null],
    [{ success: true, data: [], total: -1 }, null],
  ])("reads the total of %j as %j", (given, total) => {
    expect(envelopeSchema.parse(given).total).toBe(total);
  });

  test.each([[null], ["ok"], [[]], [{}], [{ success: "yes" }], [{ success: 1 }]])(
    "refuses %j, which says neither success nor failure",
    (given) => {
      expect(envelopeSchema.safeParse(given).success).toBe(false);
    },
  );
});

describe("lists", () => {
  test("drop rows without a usable id and merge repeated ones, keeping the first", () => {
    const rows = tasksSchema.parse([
      { id: "a", status: "active", readable_name: "first" },
      { id: "a", status: "inactive", readable_name: "again" },
      { id: 12, status: "archived", readable_name: null },
      { id: "../etc", status: "active" },
      { id: "", status: "active" },
      { id: "x".repeat(65), status: "active" },
      null,
      "text",
    ]);
    expect(rows.map(({ id, status }) => [id, status])).toEqual([
      ["a", true],
      ["12", false],
    ]);
    expect(rows[0]?.readable_name).toBe("first");
  });

  test.each([
    ["2025-08-01T10:00:00.000Z", Date.UTC(2025, 7, 1, 10)],
    [1_754_042_400_000, 1_754_042_400_000],
    ["yesterday", null],
    [null, null],
    [-1, null],
    ["+012345-01-01T00:00:00.000Z", null],
    [8.6e14, null],
  ])("read created_at %j as %j: a time that can be written back, or none", (given, expected) => {
    expect(runsSchema.parse([{ id: "r", created_at: given }])[0]?.created_at).toBe(expected);
  });

  test("never throw, whatever the rows are", () => {
    fc.assert(
      fc.property(fc.array(json), (given) => {
        expect(tasksSchema.parse(given).length).toBeLessThanOrEqual(given.length);
        expect(runsSchema.parse(given).length).toBeLessThanOrEqual(given.length);
      }),
    );
  });
});

describe("a result", () => {
  test("keeps readable rows, drops the rest, and does without error and output", () => {
    const result = resultDataSchema.parse({ status: "error", dataTable: [{ a: [1] }, 5, null] });
    expect(result.dataTable).toEqual([{ a: [1] }]);
    const odd = resultDataSchema.parse({ dataTable: [{ "a\u0000\u202eb": "c\u0007" }] });
    expect(odd.dataTable).toEqual([{ ab: "c" }]);
    expect(result.error).toBeNull();
    expect(result.output).toBeNull();
  });

  test("never fails on an object", () => {
    const shapes = fc.record(
      { status: json, error: json, output: json, dataTable: json },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(shapes, (given) => {
        const result = resultDataSchema.parse(given);
        expect((result.error ?? "").length).toBeLessThanOrEqual(10_000);
        expect(Array.isArray(result.dataTable)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test("what a password field is filled with does not get past the reading of an answer", () => {
  const fields = [{ type: "Password", label: "P", defaultValue: "hunter2", value: "hunter2" }];
  const parameters = { fields, nested: [{ type: "password", value: { a: "hunter2" } }] };
  const sample = statusSchema.parse({
    status: "running",
    toolCall: { toolCallId: "c", tool: { name: "form_input", parameters } },
  });
  expect(JSON.stringify(sample)).not.toContain("hunter2");
  expect(JSON.stringify(sample)).toContain('"label":"P"');
});
