/** What is given out of a run: its result, its recording, its timeline. */
import type { RecordingView } from "../../../lib/contract/actions.ts";
import type { TimelineExport } from "../../../lib/contract/exports.ts";
import { type Answer, Client } from "../../support/http-client.ts";
import { mintKey, type SandboxKey, type Script } from "../../support/sandbox.ts";
import { wasUnwatched } from "../../support/silence.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";
import { address } from "../../support/addresses.ts";

const endedWith = (more: Partial<Script>): Script => ({
  samples: [{ atMs: 0, data: { status: "completed", detailedStatus: "completed" } }],
  ...more,
});

/** A run that is over by now. */
async function addEnded(sandbox: SandboxKey, script: string | Script, name = "Ended") {
  const { taskId, runIds } = await sandbox.addTask({
    name,
    active: false,
    runs: [{ script, startedAgoMs: 60_000 }],
  });
  const runId = runIds[0] ?? "";
  return { taskId, runId, path: `/api/tasks/${taskId}/runs/${runId}` };
}

const fileName = ({ headers }: Answer) =>
  /^attachment; filename="([A-Za-z0-9._-]+)"$/.exec(headers["content-disposition"] ?? "")?.[1];

/** How often the server was asked; one that lacks the form with the run in the path is asked anew. */
async function gifCalls({ calls, dialect }: SandboxKey): Promise<number> {
  const asked = (await calls()).log.filter(({ endpoint }) => endpoint === "gif");
  const inPath = asked.filter(({ url }) => /\/run\/[^/]+\/gif/.test(url));
  return dialect === "stock" ? asked.length : asked.length - inPath.length;
}

inBothDialects("the result of a run on", () => {
  test("is given as JSON, as a file with the run's facts, and its table as CSV", async ({
    client,
    sandbox,
  }) => {
    const dataTable = [
      { name: "=HYPERLINK(1)", price: -12.5, rowId: 1 },
      { name: 'a "b", c', "@key": true, nested: { a: [1, null] }, rowId: 2 },
    ];
    const script = endedWith({ result: { output: "Done", dataTable } });
    const { path, taskId, runId } = await addEnded(sandbox, script, "Größte Märkte, 2026");
    const plain = await client.get(`${path}/result`);
    expect(plain.json()).toEqual({
      error: null,
      output: "Done",
      dataTable,
      readAt: expect.stringMatching(/Z$/),
    });
    const json = await client.get(`${path}/result?format=json`);
    expect(json.headers["content-type"]).toBe("application/json");
    expect(json.json()).toEqual({
      run: expect.objectContaining({
        task: { id: taskId, name: "Größte Märkte, 2026" },
        runId,
        server: "sandbox",
        state: "completed",
      }),
      result: plain.json(),
    });
    const short = runId.slice(0, 8);
    expect(fileName(json)).toMatch(
      new RegExp(`^gro-te-markte-2026-${short}-\\d{4}-\\d\\d-\\d\\d-result\\.json$`),
    );
    const csv = await client.get(`${path}/result?format=csv`);
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(fileName(csv)).toMatch(/-table\.csv$/);
    expect(csv.text).toBe(
      [
        '\uFEFFname,price,rowId,"\'@key",nested',
        '"\'=HYPERLINK(1)",-12.5,1,,',
        '"a ""b"", c",,2,true,"{""a"":[1,null]}"',
        "",
      ].join("\r\n"),
    );
    expect((await client.get(`${path}/result?format=xml`)).status).toBe(400);
  });

  test("is not there while the run goes on, which is said in words", async ({
    client,
    sandbox,
  }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
    for (const query of ["", "?format=json", "?format=csv"]) {
      const answer = await client.get(`/api/tasks/${taskId}/runs/latest/result${query}`);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain("This run has no result yet. It comes when the run ends.");
      expect(answer.headers["content-disposition"]).toBeUndefined();
    }
  });
});

inBothDialects("the recording of a run on", () => {
  test("is given to the letter, and asked for once however many want it", async ({
    client,
    sandbox,
  }) => {
    const { path } = await addEnded(sandbox, "result-gif");
    await client.get(path);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        client.get(`${path}/recording${index % 2 ? "?ask=now" : ""}`),
      ),
    );
    for (const answer of answers) {
      expect(answer.json()).toEqual({
        state: "ready",
        url: expect.stringMatching(/^http:\/\/[^/]+\/recordings\/[^/]+%2Frun\.gif$/),
        host: expect.stringMatching(/:\d+$/),
        inPlace: true,
        nextAskAt: null,
        asksAgain: false,
      });
    }
    expect(await gifCalls(sandbox)).toBe(1);
    const { url } = (await client.get(`${path}/recording`)).json() as RecordingView;
    const picture = await fetch(url ?? "");
    expect(picture.headers.get("content-type")).toBe("image/gif");
  });

  test("that is not ready is asked for again 10 s later at the soonest", async ({
    client,
    sandbox,
  }) => {
    const { path } = await addEnded(sandbox, endedWith({}));
    const begun = Date.now();
    const first = (await client.get(`${path}/recording`)).json() as RecordingView;
    expect(first).toMatchObject({ state: "pending", url: null, asksAgain: true });
    const nextAsk = Date.parse(first.nextAskAt ?? "");
    expect(nextAsk - begun).toBeGreaterThan(9_000);
    expect(nextAsk - Date.now()).toBeLessThanOrEqual(10_050);
    for (let ask = 0; ask < 10; ask += 1) await client.get(`${path}/recording?ask=now`);
    expect(await gifCalls(sandbox)).toBe(1);
    await until(async () => {
      await client.get(`${path}/recording?ask=now`);
      return gifCalls(sandbox);
    }).toBe(2);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(9_900);
  });

  test("of a run that did not complete is not asked for at all", async ({ client, sandbox }) => {
    for (const script of ["failed", "stopped", "running"]) {
      const { path } = await addEnded(sandbox, script);
      expect((await client.get(`${path}/recording?ask=now`)).json()).toEqual({
        state: "none",
        url: null,
        host: null,
        inPlace: false,
        nextAskAt: null,
        asksAgain: false,
      });
    }
    expect(await gifCalls(sandbox)).toBe(0);
  });
});

test("a recording elsewhere is named with its host, one with an address of no use is not", async ({
  client,
  sandbox,
}) => {
  const recordingOf = async (url: string) => {
    const script = endedWith({ gif: { status: "completed", url } });
    const { path } = await addEnded(sandbox, script);
    return (await client.get(`${path}/recording`)).json();
  };
  const url = "https://storage.example/bucket/a%2Frun.gif?sig=%2B";
  expect(await recordingOf(url)).toMatchObject({
    state: "ready",
    url,
    host: "storage.example",
    inPlace: false,
  });
  for (const bad of ["javascript:alert(1)", "http://storage.example/a.gif", "https://u:p@x.y/a"]) {
    expect(await recordingOf(bad)).toMatchObject({ state: "ready", url: null, host: null });
  }
});

test("what a server says when it has no recording stays there", async ({ client, sandbox }) => {
  const script = endedWith({ gif: { status: "error", error: "ECONNREFUSED 10.0.0.7:5432" } });
  const { path } = await addEnded(sandbox, script);
  const told = await client.get(`${path}/recording`);
  expect(told.json()).toMatchObject({ state: "failed", url: null, nextAskAt: null });
  expect(told.text).not.toContain("10.0.0.7");
  const other = await addEnded(sandbox, "result-gif");
  await sandbox.setFaults({ endpoint: "gif", kind: "failure", text: "at 10.0.0.7:5432" });
  const failed = await client.get(`${other.path}/recording`);
  expect(failed.status).toBe(502);
  expect(failed.text).not.toContain("10.0.0.7");
});

inBothDialects("the timeline of a run on", () => {
  test("is given whole as JSON, CSV and Markdown, with the run's facts", async ({
    client,
    sandbox,
  }) => {
    const name = "Task | with `marks` <b>";
    const beganMs = Date.now();
    const { taskId, runIds } = await sandbox.addTask({
      name,
      runs: [{ script: "waiting", manual: true }],
    });
    const runId = runIds[0] ?? "";
    const path = `/api/tasks/${taskId}/runs/${runId}`;
    const show = async (status: string, detailedStatus: string, told: Record<string, unknown>) => {
      await sandbox.show(runId, { status, detailedStatus, toolCall: null });
      await until(async () => (await client.get(path)).json()).toMatchObject(told);
    };
    const step = "=1+1 | [x](https://evil.example)";
    await client.get(path);
    await show("running", step, { step });
    await show("completed", "completed", { state: "completed" });
    const json = await client.get(`${path}/timeline`);
    expect(json.headers["content-type"]).toBe("application/json");
    expect(fileName(json)).toMatch(/^task-with-marks-b-.{8}-\d{4}-\d\d-\d\d-timeline\.json$/);
    const { run, recording, entries } = json.json() as TimelineExport;
    expect(run).toMatchObject({ task: { id: taskId, name }, runId, server: "sandbox" });
    expect(run.state).toBe("completed");
    expect(recording).toMatchObject({ leftOut: 0 });
    const mayHaveGap = await wasUnwatched(sandbox, beganMs);
    const seen = entries.filter(({ kind }) => !(mayHaveGap && kind === "gap"));
    expect(seen.at(-2)?.words).toBe(step);
    expect(entries.at(-1)).toMatchObject({ kind: "end", words: "Completed" });
    const question = entries.find(({ kind }) => kind === "question");
    expect(question?.question).toMatchObject({ tool: "form_input" });
    expect(question?.question?.waitedMs).toBeGreaterThanOrEqual(0);
    expect(json.text).not.toContain("fields");
    const csv = await client.get(`${path}/timeline?format=csv`);
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(csv.text.split("\r\n")).toHaveLength(entries.length + 2);
    expect(csv.text).toContain('"\'=1+1 | [x](https://evil.example)"');
    const markdown = await client.get(`${path}/timeline?format=md`);
    expect(markdown.headers["content-type"]).toBe("text/markdown; charset=utf-8");
    expect(fileName(markdown)).toMatch(/\.md$/);
    expect(markdown.text).toContain("`=1+1` &#124; `[x](https://evil.example)` |");
    expect(markdown.text).toContain("- State: Completed");
  });
});

test("somebody else's run is not there, and nobody's without a session", async ({
  client,
  sandbox,
}) => {
  const { path } = await addEnded(sandbox, "result-gif");
  expect((await client.get(`${path}/result`)).status).toBe(200);
  const other = new Client();
  await other.signIn((await mintKey(address("sandbox"))).key);
  const parts = ["result", "result?format=csv", "recording?ask=now", "timeline?format=md"];
  for (const part of parts) {
    const answer = await other.get(`${path}/${part}`);
    expect(answer.status, part).toBe(404);
    expect(answer.headers["content-disposition"]).toBeUndefined();
    expect((await new Client().get(`${path}/${part}`)).status, part).toBe(401);
  }
  expect(await gifCalls(sandbox)).toBe(0);
});
