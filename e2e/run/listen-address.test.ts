import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listenAddress } from "./listen-address.mjs";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(path.join(directory, name), text);

describe("the address to listen on", () => {
  it("is this machine's port 3000 when nothing is set", () => {
    expect(listenAddress(directory, "start", {})).toEqual({ host: "127.0.0.1", port: "3000" });
  });

  it("comes from .env, and an empty setting counts as none", () => {
    write(".env", "# Where the server listens.\nHOST=\nPORT=4010\n");
    expect(listenAddress(directory, "start", {})).toEqual({ host: "127.0.0.1", port: "4010" });
  });

  it("comes from the environment first", () => {
    write(".env", "HOST=0.0.0.0\nPORT=4010\n");
    expect(listenAddress(directory, "start", { PORT: "4011" })).toEqual({
      host: "0.0.0.0",
      port: "4011",
    });
  });

  it("comes from the file that Next prefers", () => {
    write(".env", "PORT=1");
    write(".env.development", "PORT=2");
    write(".env.local", 'PORT="3"');
    expect(listenAddress(directory, "dev", {}).port).toBe("3");
    write(".env.development.local", "PORT=4");
    expect(listenAddress(directory, "dev", {}).port).toBe("4");
    expect(listenAddress(directory, "start", {}).port).toBe("3");
  });
});
