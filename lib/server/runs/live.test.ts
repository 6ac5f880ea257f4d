import { describe, expect, test } from "vitest";
import { type Env, env } from "@/lib/server/env";
import { judgeLiveUrl, liveView } from "@/lib/server/runs/live";

const local: Env = {
  ...env(),
  publicOrigin: "http://localhost:3000",
  local: true,
  liveViewLoopback: true,
};
const remote: Env = {
  ...local,
  publicOrigin: "https://runs.example",
  local: false,
  liveViewLoopback: false,
};

const isFramed = (url: string, settings: Env) => judgeLiveUrl(url, settings) === "framed";

describe("a live URL", () => {
  test.each([
    ["https://www.browserbase.com/devtools-fullscreen/inspector.html?wss=x", true],
    ["https://app.hyperbrowser.ai/live?token=x", true],
    ["https://api.steel.dev/v1/sessions/x/player", true],
    ["http://api.steel.dev/v1/sessions/x/player", false],
    ["https://api.steel.dev.evil.example/", false],
    ["https://user:pass@api.steel.dev/", false],
    ["https://evil.example/https://api.steel.dev/", false],
    ["javascript:alert(1)//https://api.steel.dev", false],
    ["data:text/html,x", false],
    ["//api.steel.dev/", false],
    ["https://api.steel.dev:8443/", false],
    ["not a url", false],
    ["", false],
  ])("%s is framed: %j", (url, expected) => {
    expect(isFramed(url, remote)).toBe(expected);
    expect(isFramed(url, local)).toBe(expected);
  });

  test("of a host on the list that serves plain http is told apart, and not framed", () => {
    const listed = { ...remote, liveViewOrigins: ["http://browsers.lan:8080"] };
    expect(judgeLiveUrl("http://browsers.lan:8080/1", listed)).toBe("insecure");
    expect(judgeLiveUrl("http://browsers.lan/1", listed)).toBe("not_allowed");
    const here = { ...remote, liveViewOrigins: ["http://localhost:8080"] };
    expect(judgeLiveUrl("http://localhost:8080/1", here)).toBe("framed");
  });

  test("of this machine is framed only where the dashboard is local, and never the dashboard itself", () => {
    expect(isFramed("http://localhost:2004/live/1", local)).toBe(true);
    expect(isFramed("http://localhost:2004/live/1", remote)).toBe(false);
    expect(isFramed("http://localhost:3000/tasks", local)).toBe(false);
    expect(isFramed("http://127.0.0.1:3000/tasks", local)).toBe(false);
    expect(isFramed("http://127.0.0.1:2003/api/v1/tasks", local)).toBe(false);
    expect(
      isFramed("https://runs.example/tasks", {
        ...remote,
        liveViewOrigins: ["https://runs.example"],
      }),
    ).toBe(false);
  });
});

test.each([
  ["running", null, false, "not_opened"],
  ["scheduled", null, false, "queued"],
  ["preparing", undefined, false, "not_opened"],
  ["running", "", true, "closed"],
  ["running", "", false, "absent"],
  ["running", undefined, false, "unknown"],
  ["running", "https://evil.example/", false, "not_allowed"],
  ["completed", "https://api.steel.dev/x", true, "ended"],
  ["stopped", "", false, "ended"],
] as const)(
  "a %s run with picture %j (had one: %j) says %s",
  (state, liveStatus, wasLive, reason) => {
    expect(liveView(state, liveStatus, wasLive, false, remote)).toEqual({ url: null, reason });
  },
);

test("a run watched from its start that never had a picture is on a server that gives none", () => {
  expect(liveView("running", "", false, true, remote).reason).toBe("no_picture");
  expect(liveView("running", "", true, true, remote).reason).toBe("closed");
});
