import { describe, expect, test } from "vitest";
import type { Env } from "@/lib/server/env";
import { recordingSources } from "@/lib/server/recording-origins";
import { recordingAddress } from "@/lib/server/runs/recording";

const settings = (recordingOrigins: string[] = []): Env =>
  ({
    publicOrigin: "https://runs.example",
    upstreams: [
      { name: "local", url: "http://localhost:2003/api/v1" },
      { name: "cloud", url: "https://api.browserable.example/api/v1" },
    ],
    recordingOrigins,
  }) as unknown as Env;

describe("the address of a recording", () => {
  test.each([
    ["http://localhost:9000/recordings/a%2Frun.gif", "localhost:9000"],
    ["https://api.browserable.example/x?y=%2F#z", "api.browserable.example"],
    ["https://api.browserable.example:8443/A%2fb/../c", "api.browserable.example:8443"],
  ])("%s is shown in place, to the letter", (url, host) => {
    expect(recordingAddress(url, settings())).toEqual({ url, host, inPlace: true });
  });

  test.each([
    "https://elsewhere.example/a%2Fb.gif",
    "https://api.browserable.example.evil.example/",
    "http://127.0.0.1:9000/a.gif",
    "http://[::1]:9000/a.gif",
    "https://runs.example/a.gif",
  ])("%s is a link", (url) => {
    expect(recordingAddress(url, settings())).toMatchObject({ url, inPlace: false });
  });

  test.each([
    null,
    "",
    "javascript:alert(1)",
    "data:image/gif;base64,R0",
    "http://elsewhere.example/a.gif",
    "https://user@elsewhere.example/a.gif",
    "https://user:secret@localhost/a.gif",
    "https://",
    "https://elsewhere.example\\@localhost/a",
    "https://elsewhere.example/a b",
    " https://elsewhere.example/a",
    "//elsewhere.example/a",
    "/recordings/a.gif",
    "ftp://elsewhere.example/a",
  ])("%j is none to send anybody to", (text) => {
    expect(recordingAddress(text, settings())).toEqual({ url: null, host: null, inPlace: false });
  });

  test("with a list of origins, those alone are shown in place", () => {
    const listed = settings(["https://pictures.example"]);
    expect(recordingSources(listed)).toEqual(["https://pictures.example"]);
    const isInPlace = (url: string) => recordingAddress(url, listed).inPlace;
    expect(isInPlace("https://pictures.example/a.gif")).toBe(true);
    expect(isInPlace("https://pictures.example:8443/a.gif")).toBe(false);
    expect(isInPlace("http://localhost:2003/a.gif")).toBe(false);
  });
});
