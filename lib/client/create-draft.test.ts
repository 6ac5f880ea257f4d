import { describe, expect, it } from "vitest";
import { createTaskSchema, KNOWN_AGENTS } from "../contract/actions.ts";
import { AGENTS } from "./create-agents.ts";
import { bodyOf, type Draft, draftOf, EMPTY_DRAFT, isSameDraft, MAX_TASK } from "./create-draft.ts";

const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, task: " Look ", ...change });
const OWN = '[{ "type": "function", "function": { "name": "look" } }]';

describe("what is sent for a draft", () => {
  it.each<[string, Draft, unknown]>([
    ["plain", draft({}), { task: "Look", agent: "BROWSER_AGENT" }],
    [
      "for another agent",
      draft({ agent: "other", otherAgent: " MY_AGENT " }),
      { task: "Look", agent: "MY_AGENT" },
    ],
    [
      "with tools of one's own",
      draft({ tools: "own", ownTools: OWN }),
      { task: "Look", agent: "BROWSER_AGENT", tools: JSON.parse(OWN) },
    ],
    [
      "without tools that were only tried",
      draft({ tools: "none", ownTools: "[" }),
      { task: "Look", agent: "BROWSER_AGENT" },
    ],
  ])("%s is what the server takes", (_, given, body) => {
    expect(bodyOf(given).body).toEqual(body);
    expect(createTaskSchema.parse(bodyOf(given).body)).toEqual(body);
  });

  it.each<[string, Draft, string, RegExp]>([
    ["no text", draft({ task: " \n" }), "task", /Say what/],
    ["a long text", draft({ task: "x".repeat(MAX_TASK + 1_000) }), "task", /1,000 characters/],
    ["no name", draft({ agent: "other", otherAgent: " " }), "agent", /name/],
    ["no JSON", draft({ tools: "own", ownTools: "[" }), "tools", /^Line 1, column 2: /],
  ])("%s is missing something", (_, given, field, message) => {
    expect(bodyOf(given)).toEqual({
      body: null,
      missing: { field, message: expect.stringMatching(message) },
    });
  });
});

it.each<[string, Draft]>([
  ["plain", draft({ task: "Look" })],
  ["with the ready form", draft({ task: "Look", tools: "form_input" })],
  ["for another agent", draft({ task: "Look", agent: "other", otherAgent: "MY_AGENT" })],
  [
    "with tools of one's own",
    draft({ task: "Look", tools: "own", ownTools: JSON.stringify(JSON.parse(OWN), null, 2) }),
  ],
])("a task that was created %s begins with the draft it was created from", (_, given) => {
  const { task, agent, tools } = createTaskSchema.parse(bodyOf(given).body);
  expect(isSameDraft(draftOf({ task, agent, tools: tools ?? null }), given)).toBe(true);
});

it("every documented agent is offered", () => {
  expect(AGENTS.map(({ value }) => value)).toEqual([...KNOWN_AGENTS, "other"]);
});
