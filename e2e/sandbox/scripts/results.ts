/** Results of every shape: long tables, differing keys, Markdown, objects. */
import type { Script } from "../script.ts";
import { end, script } from "../steps.ts";

const completed = (name: string, result: Record<string, unknown>): Script =>
  script(name, [end(0, "completed")], { result: { dataTable: [], ...result } });

const CITIES = ["Vienna", "Lisbon", "Zurich", "Porto", "Ghent"];

const nested = Array.from({ length: 100 }, (_, index) => ({
  company: `Company ${String(index + 1).padStart(3, "0")}`,
  city: CITIES[index % CITIES.length],
  employees: (index * 37) % 900,
  remote: index % 3 === 0,
  website: `https://company-${index + 1}.example`,
  contact: { name: `Person ${index + 1}`, phones: [`+43 1 555 ${1000 + index}`], fax: null },
  openings: Array.from({ length: index % 4 }, (_, place) => ({
    title: `Position ${place + 1}`,
    salary: { from: 40_000 + place * 5_000, to: null },
  })),
  rowId: index + 1,
}));

const differing = [
  { name: "First", price: 12.5, rowId: 1 },
  { name: "Second", currency: "EUR", tags: ["a", "b"], rowId: 2 },
  { title: "Third", price: "on request", nested: { a: { b: { c: 1 } } }, rowId: 3 },
  {},
  { "": "an empty key", "a key with spaces": true, rowId: 5 },
  { name: null, price: -0.001, rowId: 6 },
];

const markdown = `# Heat pump subsidies

Three programmes fit a detached house built in **1987**.

| Programme | Share | Until |
|---|---:|---|
| Federal | 30 % | 2026-12-31 |
| Province | 15 % | open |
| Municipality | € 500 | 2026-06-30 |

1. Apply *before* the order.
2. Keep the energy certificate: \`EPC ≥ C\`.

> The provincial office answers within six weeks.

- [Federal form](https://example.com/form)
- ~~Expired: bonus for oil boilers~~
`;

export const resultScripts: Script[] = [
  completed("result-100-rows", { dataTable: nested }),
  completed("result-differing-keys", { dataTable: differing }),
  completed("result-markdown", { output: markdown }),
  completed("result-object", {
    output: {
      answer: 42,
      sources: ["https://example.com/a"],
      details: { checked: true, by: null },
    },
  }),
  completed("result-list", { output: ["first", { second: 2 }, [3]] }),
  completed("result-empty", {}),
  completed("result-placeholders", {
    dataTable: [{ title: "", points: 0, status: "pending", rowId: 1 }],
  }),
  script("result-failed-with-output", [end(0, "error")], {
    result: { error: "The site asked for a captcha.", output: markdown, dataTable: differing },
  }),
  script("result-gif", [end(0, "completed")], {
    result: { dataTable: differing.slice(0, 2) },
    gif: { status: "completed", url: "https://live.example/session/recording" },
  }),
];
