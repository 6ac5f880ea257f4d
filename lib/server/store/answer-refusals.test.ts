import { expect, test } from "vitest";
import { inEachStore } from "@/e2e/support/stores";

inEachStore("refused answers", (open) => {
  test("are remembered by owner until one is taken, or for long enough", async () => {
    const { answerRefusals } = await open();
    expect(await answerRefusals.atOf("me")).toBeNull();
    await answerRefusals.note("me", 10);
    await answerRefusals.note("me", 20);
    await answerRefusals.note("you", 30);
    expect(await answerRefusals.atOf("me")).toBe(20);
    await answerRefusals.forget("me");
    expect([await answerRefusals.atOf("me"), await answerRefusals.atOf("you")]).toEqual([null, 30]);
    await answerRefusals.dropOld(31);
    expect(await answerRefusals.atOf("you")).toBeNull();
  });
});
