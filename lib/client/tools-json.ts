/** Tools as JSON that a person writes: checked before anything is sent, and told where it is wrong. */
import type { Tool } from "../contract/actions.ts";
import { type JsonPath, lineOf, readJson } from "./json-places.ts";

const MAX_TOOLS = 20;
const MAX_DESCRIPTION = 4_000;
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

type ToolsFault = {
  message: string;
  /** Such as `[0].function.name`; null where it is no JSON yet. */
  path: string | null;
  /** Where it stands in the text: from 0, and for people from 1. */
  at: number;
  line: number;
  column: number;
};
export type ReadTools = { tools: Tool[]; fault: null } | { tools: null; fault: ToolsFault };

type Wrong = { path: JsonPath; message: string };
type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `[0].function.name`; names that are no plain words stand in brackets and quotes. */
const pathWords = (path: JsonPath): string =>
  path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");

function unknownMember(value: Members, known: string[], path: JsonPath): Wrong | null {
  const name = Object.keys(value).find((key) => !known.includes(key));
  if (name === undefined) return null;
  return {
    path: [...path, name],
    message: `“${name}” is not known here: ${known.join(", ")} are.`,
  };
}

function wrongFunction(value: unknown, path: JsonPath): Wrong | null {
  if (value === undefined) return { path, message: "“function” is missing in this tool." };
  if (!isMembers(value)) return { path, message: "“function” must be an object in { }." };
  const { name, description, parameters } = value;
  const inside = (member: string) => [...path, member];
  if (name === undefined) return { path: inside("name"), message: "The function has no “name”." };
  if (typeof name !== "string" || !NAME.test(name)) {
    const message = "A name has 1 to 64 letters, digits, “-” and “_”, in quotes.";
    return { path: inside("name"), message };
  }
  if (description !== undefined && typeof description !== "string") {
    return { path: inside("description"), message: "The description must be a text in quotes." };
  }
  if (description !== undefined && description.length > MAX_DESCRIPTION) {
    const message = `The description may have ${MAX_DESCRIPTION} characters, and has ${description.length}.`;
    return { path: inside("description"), message };
  }
  if (parameters !== undefined && !isMembers(parameters)) {
    const message = "The parameters must be a JSON Schema in { }.";
    return { path: inside("parameters"), message };
  }
  return unknownMember(value, ["name", "description", "parameters"], path);
}

function wrongTool(value: unknown, path: JsonPath): Wrong | null {
  if (!isMembers(value)) return { path, message: "A tool must be an object in { }." };
  if (value.type !== "function") {
    return { path: [...path, "type"], message: "A tool needs “type”: “function”." };
  }
  return (
    wrongFunction(value.function, [...path, "function"]) ??
    unknownMember(value, ["type", "function"], path)
  );
}

function wrongTools(value: unknown): Wrong | null {
  if (isMembers(value) && "function" in value) {
    return { path: [], message: "Tools are a list: put [ and ] around this one." };
  }
  if (!Array.isArray(value)) return { path: [], message: "Tools are a list in [ ]." };
  if (value.length > MAX_TOOLS) {
    return { path: [MAX_TOOLS], message: `There may be ${MAX_TOOLS} tools, and this is one more.` };
  }
  for (const [index, tool] of value.entries()) {
    const wrong = wrongTool(tool, [index]);
    if (wrong) return wrong;
  }
  return null;
}

/** Tools as the API takes them, or the first mistake in their text. */
export function readTools(text: string): ReadTools {
  const read = readJson(text);
  const wrong = read.fault ? null : wrongTools(read.value);
  if (!read.fault && !wrong) return { tools: read.value as Tool[], fault: null };
  const at = read.fault ? read.fault.at : read.placeOf(wrong?.path ?? []);
  const message = read.fault?.message ?? wrong?.message ?? "";
  const path = wrong ? pathWords(wrong.path) : null;
  return { tools: null, fault: { message, path, at, ...lineOf(text, at) } };
}

/** Where a mistake is, in words: `Line 3, column 7, at [0].type`. */
export const faultPlace = ({ line, column, path }: ToolsFault): string =>
  `Line ${line}, column ${column}${path ? `, at ${path}` : ""}`;
