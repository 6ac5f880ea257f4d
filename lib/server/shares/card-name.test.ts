import { expect, test } from "vitest";
import { cardName } from "@/lib/server/shares/card-name";

test.each<[string, string | null]>([
  ["Quarterly report", "Quarterly report"],
  ["  Two\n\tlines  and   spaces ", "Two lines and spaces"],
  ["Größe, naïveté & “quotes” – 100 %", "Größe, naïveté & “quotes” – 100 %"],
  ["Cafe\u0301 menu", "Café menu"],
  ["Ship it 🚀🚀 now 👩‍👩‍👧‍👦", "Ship it now"],
  ["1️⃣ first ❤️", "1 first"],
  ["evil\u202egnp.exe\u200b\u0000\u0007 name", "evilgnp.exe name"],
  ["Z̸̧̡̛͎͔̝̥͐̓̚algo", "Zalgo"],
  ["Order 42 for 株", "Order 42 for"],
  ["四半期報告 2024", null],
  ["שלום עולם", null],
  ["مرحبا بالعالم", null],
  ["🚀🔥✨", null],
  ["\ud83d broken \udc00 halves", "broken halves"],
  ["...", null],
  ["", null],
  ["x".repeat(255), `${"x".repeat(120)}…`],
])("%j is drawn as %j", (name, drawn) => {
  expect(cardName(name)).toBe(drawn);
});

test("a name of a million characters costs no more than a long one", () => {
  const name = "a\u0301\u0302🚀".repeat(250_000);
  const before = process.threadCpuUsage();
  expect(cardName(name)).toMatch(/^á+…$/);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(200);
});
