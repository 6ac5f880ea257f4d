import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toolSchema } from "../contract/actions.ts";
import { FORM_INPUT_TOOL } from "./create-form-tool.ts";
import { faultPlace, readTools } from "./tools-json.ts";

const tool = (own: string) => `[{"type":"function","function":{"name":"look"${own}}}]`;

describe("JSON that a person writes", () => {
  it.each([
    ["", "Line 1, column 1", "nothing here yet"],
    ["[", "Line 1, column 2", "ends too early"],
    ["[1", "Line 1, column 1", "[ that opens here is not closed"],
    ['[\n  {"type": "function"\n', "Line 2, column 3", "{ that opens here is not closed"],
    ['[\n  {"type": "function" "function": 1}\n]', "Line 2, column 23", "A comma or }"],
    ['[{"type" "function"}]', "Line 1, column 10", "A colon is missing"],
    ['[{"type": "function",}]', "Line 1, column 22", "Take out the comma"],
    ["[1,]", "Line 1, column 4", "Take out the comma"],
    ["[{type: 1}]", "Line 1, column 3", "A name in double quotes"],
    ["['a']", "Line 1, column 2", "double quotes"],
    ["[True]", "Line 1, column 2", "“True” must stand in double quotes"],
    ['["a\nb"]', "Line 1, column 2", "not closed on this line"],
    ['["a\\x"]', "Line 1, column 4", "written \\\\"],
    ['["a\tb"]', "Line 1, column 4", "written \\t"],
    ["[1] // why", "Line 1, column 5", "complete before this"],
    ["[01]", "Line 1, column 3", "A comma or ]"],
    ['[{"a":1,"a":2}]', "Line 1, column 9", "stands here twice"],
    ["[".repeat(40), "Line 1, column 32", "nested too deeply"],
  ])("%j is wrong at %s", (text, place, message) => {
    const { fault } = readTools(text);
    expect(fault && faultPlace(fault)).toBe(place);
    expect(fault?.message).toContain(message);
  });
});

describe("tools", () => {
  it.each([
    ["{}", "Line 1, column 1", "a list"],
    ['{"type":"function","function":{}}', "Line 1, column 1", "put [ and ] around"],
    ["[1]", "Line 1, column 2, at [0]", "an object"],
    ["[{}]", "Line 1, column 2, at [0].type", "“type”: “function”"],
    ['[{"type": "tool"}]', "Line 1, column 11, at [0].type", "“type”: “function”"],
    ['[{"type":"function"}]', "Line 1, column 2, at [0].function", "missing"],
    ['[{"type":"function","function":[]}]', "Line 1, column 32, at [0].function", "an object"],
    ['[{"type":"function","function":{}}]', "Line 1, column 32, at [0].function.name", "no “name”"],
    [
      '[\n{"type":"function",\n "function":{"name":"a b"}}]',
      "Line 3, column 21, at [0].function.name",
      "1 to 64 letters",
    ],
    [tool(',"description":1'), "Line 1, column 61, at [0].function.description", "a text"],
    [tool(',"parameters":[]'), "Line 1, column 60, at [0].function.parameters", "JSON Schema"],
    [tool(',"strict mode":1'), 'Line 1, column 61, at [0].function["strict mode"]', "not known"],
  ])("%s is wrong at %s", (text, place, message) => {
    const { fault } = readTools(text);
    expect(fault && faultPlace(fault)).toBe(place);
    expect(fault?.message).toContain(message);
  });

  it("have bounds", () => {
    const long = readTools(tool(`,"description":"${"x".repeat(4_001)}"`)).fault;
    expect(long).toMatchObject({ path: "[0].function.description" });
    expect(long?.message).toContain("has 4001");
    const many = readTools(`[${Array(21).fill(tool("").slice(1, -1)).join()}]`).fault;
    expect(many).toMatchObject({ path: "[20]" });
    expect(many?.message).toContain("20 tools");
  });

  it("are taken exactly when the server takes them", () => {
    const member = fc.constantFrom<unknown>(
      "function",
      "look",
      "a b",
      "",
      1,
      null,
      {},
      [],
      undefined,
    );
    const functions = fc.record({
      name: member,
      description: member,
      parameters: member,
      more: member,
    });
    const tools = fc.array(fc.record({ type: member, function: fc.oneof(functions, member) }));
    const good = { type: "function", function: { name: "look" } };
    fc.assert(
      fc.property(fc.oneof(tools, fc.constant([good])), (given) => {
        const text = JSON.stringify(given);
        const taken = toolSchema.array().max(20).safeParse(JSON.parse(text));
        expect(readTools(text).tools !== null).toBe(taken.success);
      }),
    );
  });

  it("the ready form is one of them", () => {
    const { tools } = readTools(JSON.stringify([FORM_INPUT_TOOL]));
    expect(tools).toEqual([toolSchema.parse(FORM_INPUT_TOOL)]);
  });
});
