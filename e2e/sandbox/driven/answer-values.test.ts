import { expect, it } from "vitest";
import { textOf, valuesOf } from "./answer-values.ts";

const FIELDS = [{ label: "User name" }, { label: "Password" }];

it.each<[string, unknown, unknown[]]>([
  ["a list", [{ value: "ada" }, { value: "pw" }], ["ada", "pw"]],
  ["a list under `fields`", { fields: [{ value: "ada" }, { value: "pw" }] }, ["ada", "pw"]],
  ["values by label", { Password: "pw", "User name": "ada" }, ["ada", "pw"]],
  ["a list under `fields` beside labels", { fields: [{ value: 1 }], Password: 2 }, [1, undefined]],
  ["values of any kind", [{ value: ["a", "b"] }, { value: false }], [["a", "b"], false]],
  ["too short a list", [{ value: "ada" }], ["ada", undefined]],
  ["too long a list", [{ value: 1 }, { value: 2 }, { value: 3 }], [1, 2]],
  ["a list of what has no value", ["ada", null], [undefined, undefined]],
  ["a list with null values", [{ value: null }, {}], [null, undefined]],
  ["other labels", { user: "ada" }, [undefined, undefined]],
  ["`fields` that is no list", { fields: "ada", Password: "pw" }, [undefined, "pw"]],
  ["text", "ada", [undefined, undefined]],
  ["a number", 7, [undefined, undefined]],
  ["null", null, [undefined, undefined]],
  ["nothing", undefined, [undefined, undefined]],
])("an answer that is %s", (_, answer, values) => {
  expect(valuesOf(answer, FIELDS)).toEqual(values);
});

it("a question without fields has no values", () => {
  expect(valuesOf([{ value: "ada" }], [])).toEqual([]);
});

it.each<[unknown, string]>([
  ["ada", "ada"],
  [4.5, "4.5"],
  [0, "0"],
  [true, ""],
  [null, ""],
  [undefined, ""],
  [{ value: "ada" }, ""],
  [["ada"], ""],
])("%j is typed as “%s”", (value, text) => {
  expect(textOf(value)).toBe(text);
});
