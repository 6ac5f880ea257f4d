import { describe, expect, it } from "vitest";
import { sharePreviewQuerySchema, type ShareRow } from "../contract/shares.ts";
import { changesOf, choicesOf, FIRST_CHOICES, previewPath } from "./share-choices.ts";

const SHARE = {
  label: "For Ana",
  include: { taskName: true, result: false, toolCalls: false, live: false },
  badge: false,
  card: false,
} as ShareRow;
const RUN = { taskId: "t/1", runId: "r1" };

describe("the address of a preview", () => {
  it("names what is included, and a label where there is one", () => {
    const include = { taskName: true, result: false, toolCalls: true, live: false };
    const path = previewPath(RUN, { include, label: " For Ana & Ben " }, "7d");
    const query = new URL(path, "http://localhost").searchParams;
    expect(Object.fromEntries(query)).toEqual({
      taskId: "t/1",
      runId: "r1",
      expiresIn: "7d",
      include: "taskName,toolCalls",
      label: "For Ana & Ben",
    });
  });

  it("says so when nothing is included, as the server reads it", () => {
    const include = { taskName: false, result: false, toolCalls: false, live: false };
    const path = previewPath({ taskId: "t", runId: "r" }, { include, label: " " }, "1h");
    const query = Object.fromEntries(new URL(path, "http://localhost").searchParams);
    expect(sharePreviewQuerySchema.parse(query)).toMatchObject({ include, label: null });
  });
});

describe("what is sent of an edited link", () => {
  it("is nothing while all is as it was", () => {
    expect(changesOf(SHARE, choicesOf(SHARE))).toBeNull();
    expect(changesOf(SHARE, { ...choicesOf(SHARE), label: "For Ana " })).toBeNull();
    expect(changesOf({ ...SHARE, label: null }, { ...FIRST_CHOICES, label: "  " })).toBeNull();
  });

  it.each([
    ["a part", { include: { ...SHARE.include, live: true } }, { include: { live: true } }],
    ["the label", { label: "For Ben" }, { label: "For Ben" }],
    ["no label", { label: " " }, { label: null }],
    ["the badge", { badge: true }, { badge: true }],
    ["the card", { card: true }, { card: true }],
  ])("is %s alone", (_name, choice, change) => {
    expect(changesOf(SHARE, { ...choicesOf(SHARE), ...choice })).toEqual(change);
  });
});
