import { beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import type { PathForms } from "@/lib/server/upstream/call";
import { upstreamClient } from "@/lib/server/upstream/client";
import type { HttpAnswer } from "@/lib/server/upstream/transport";

const UPSTREAM = { name: "fake", url: "http://fake/api/v1" };
const json = (data: unknown): HttpAnswer => ({
  status: 200,
  body: JSON.stringify({ success: true, data }),
  retryAfter: null,
  date: null,
});
const html = (status: number): HttpAnswer => ({
  status,
  body: "<h1>No</h1>",
  retryAfter: null,
  date: null,
});
const RESULT = json({ status: "completed", output: "of this run", dataTable: [] });
/** The real server answers the query form with the newest run's, whatever run it names. */
const ANOTHER = json({ status: "completed", output: "of another run", dataTable: [] });

let asked: string[];
let byPath: HttpAnswer;
let forms: PathForms;

const result = () =>
  upstreamClient(
    async ({ url }) => {
      asked.push(url.includes("/run/r1/result") ? "path" : "query");
      return url.includes("/run/r1/result") ? byPath : ANOTHER;
    },
    new FakeClock(),
    UPSTREAM,
    "a-key-of-some-kind",
    forms,
  ).result("t1", "r1");

beforeEach(() => {
  asked = [];
  forms = { byPath: false };
});

describe("the result of a run", () => {
  test.each([404, 200, 400])(
    "is asked by query where the path is answered with a page under %d",
    async (status) => {
      byPath = html(status);
      expect((await result()).output).toBe("of another run");
      expect(asked).toEqual(["path", "query"]);
    },
  );

  test.each([500, 502, 503])(
    "is not, where the server failed with %d: that says nothing of the path",
    async (status) => {
      byPath = html(status);
      await expect(result()).rejects.toMatchObject({ code: "upstream_error" });
      expect(asked).toEqual(["path"]);
    },
  );

  test.each([404, 200, 502])(
    "is asked by path alone once that has worked, also after a page under %d",
    async (status) => {
      byPath = RESULT;
      expect((await result()).output).toBe("of this run");
      byPath = html(status);
      await expect(result()).rejects.toThrow();
      expect(asked).toEqual(["path", "path"]);
    },
  );
});
