/** Where the tests' browsers report what a page's policy refused: whatever comes fails the run. */
import { createServer } from "node:http";
import { address } from "./addresses.ts";
import { figure } from "./figures.ts";

/** A page whose address holds this breaks the policy on purpose, to show that reports arrive. */
export const ON_PURPOSE = "policy-broken-on-purpose";

export type CspReports = { origin: string; close: () => Promise<void> };

/** Collects reports on a free port of loopback; `GET /` tells them. */
export async function startCspReports(): Promise<CspReports> {
  const reports: unknown[] = [];
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(reports));
      return;
    }
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      reports.push(text);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** All reports so far, each as its browser sent it. */
export async function cspReports(origin = address("cspReports")): Promise<string[]> {
  return (await (await fetch(origin)).json()) as string[];
}

/** Notes that there were none. @throws Error naming the reports nobody asked for */
export async function refuseCspReports(origin: string): Promise<void> {
  const unexpected = (await cspReports(origin)).filter((report) => !report.includes(ON_PURPOSE));
  if (unexpected.length === 0) return figure("headers", "CSP reports of all pages opened: 0");
  throw new Error(`Pages broke their policy: ${unexpected.slice(0, 5).join("\n")}`);
}
