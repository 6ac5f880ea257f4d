/** The container files, as far as they can be checked without an engine: syntax, paths, commands. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { dockerfile, type Instruction } from "../support/dockerfile.ts";
import { ROOT, runtime } from "./processes.mjs";

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const run = promisify(execFile);
const stages = dockerfile(read("Dockerfile"));
const [build, final] = stages;
const of = (stage: Instruction[] | undefined, name: string) =>
  (stage ?? []).filter((instruction) => instruction.name === name).map(({ value }) => value);
/** The files and folders that the final image takes over, by where they are in the project. */
const taken = of(final, "COPY").flatMap((value) => {
  const [from, ...paths] = value.split(/\s+/);
  expect(from).toBe("--from=build");
  return paths.slice(0, -1).map((path) => path.replace(/^\/app\//, ""));
});
const isTaken = (file: string) =>
  taken.some((path) => file === path || file.startsWith(`${path}/`));
const list = (value: string | undefined): string[] => JSON.parse(value ?? "[]") as string[];
const settings = Object.fromEntries(
  of(final, "ENV").flatMap((value) => value.split(/\s+/).map((pair) => pair.split("="))),
) as Record<string, string>;

describe("the Dockerfile", () => {
  test("builds in one stage and runs in another, both on the project's own release of Node", () => {
    expect(stages).toHaveLength(2);
    const major = read("node_modules/node/package.json").match(/"version": "(\d+)/)?.[1];
    const images = stages.map((stage) => of(stage, "FROM")[0]);
    expect(images).toEqual([`node:${major}-bookworm-slim AS build`, `node:${major}-bookworm-slim`]);
  });

  test("installs from the lockfile before anything else of the project is there", () => {
    const steps = (build ?? []).filter(({ name }) => name === "COPY" || name === "RUN");
    expect(steps.map(({ value }) => value)).toEqual([
      "package.json package-lock.json ./",
      "npm ci",
      ". .",
      "npm run build",
      "npm prune --omit=dev",
    ]);
    // Nothing that npm runs by itself may need more than those two files.
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const byItself = ["preinstall", "install", "postinstall", "prepare", "prebuild", "postbuild"];
    expect(Object.keys(scripts).filter((name) => byItself.includes(name))).toEqual([]);
  });

  test("takes over what is there, or was built, and nothing else", () => {
    const made = ["node_modules", ".next"];
    for (const path of taken.filter((path) => !made.includes(path))) {
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    }
    expect(taken).toEqual(expect.arrayContaining([...made, "package.json", "next.config.mjs"]));
  });

  test.each(["e2e/run/start.mjs", "lib/server/backup.ts"])("has all that %s imports", (entry) => {
    const seen = new Set<string>();
    const follow = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      expect(isTaken(file), file).toBe(true);
      // What would have to be looked up through tsconfig.json is not found there.
      expect(read(file), file).not.toMatch(/from "@\//);
      for (const [, path = ""] of read(file).matchAll(/^(?:import|\} from) .*?["'](\..+?)["']/gm)) {
        follow(join(file, "..", path));
      }
    };
    follow(entry);
    expect(seen.size).toBeGreaterThan(2);
  });

  test("runs as nobody in particular, on a directory of their own, without npm in between", () => {
    expect(of(final, "USER")).toEqual(["node"]);
    expect(of(final, "VOLUME")).toEqual([settings.DATA_DIR]);
    expect(of(final, "RUN")).toEqual([`install -d -o node -g node -m 700 ${settings.DATA_DIR}`]);
    const order = (final ?? []).map(({ name }) => name);
    expect(order.indexOf("USER")).toBeGreaterThan(order.indexOf("RUN"));
    const [command, flag, file] = list(of(final, "CMD")[0]);
    expect([command, flag, file]).toEqual([
      "node_modules/.bin/node",
      "--max-semi-space-size=16",
      "e2e/run/start.mjs",
    ]);
    expect(isTaken(file ?? "")).toBe(true);
    expect(existsSync(join(ROOT, command ?? ""))).toBe(true);
    expect(settings).toMatchObject({ HOST: "0.0.0.0", NODE_ENV: "production" });
    expect(of(final, "EXPOSE")).toEqual([settings.PORT]);
  });
});

describe("its health check", () => {
  const [, options = "", command = ""] =
    /^(.*?)\s*CMD (\[.*\])$/s.exec(of(final, "HEALTHCHECK")[0] ?? "") ?? [];
  let status = 200;
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/api/readyz" ? status : 404).end();
  });
  afterEach(() => {
    server.close();
  });

  /** The very command, on another port: its exit code. */
  async function exitCode(port: number): Promise<number> {
    const [, ...args] = list(command);
    const env = { ...process.env, ...settings, PORT: String(port) };
    return run(runtime(), args, { cwd: ROOT, env }).then(
      () => 0,
      (error: { code: number }) => error.code,
    );
  }

  test("is content with a server that is ready, and with no other", async () => {
    expect(list(command)[0]).toBe("node_modules/.bin/node");
    expect(options).toMatch(/^(--(interval|timeout|start-period)=\d+s\s*)+$/);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await exitCode(port)).toBe(0);
    status = 503;
    expect(await exitCode(port)).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await exitCode(port)).toBe(1);
  });
});

describe("the compose file", () => {
  type Service = Record<string, unknown> & { environment: Record<string, string> };
  const file = parse(read("compose.yaml")) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };
  const service = file.services.runboard as Service;

  test("says only what the specification knows", () => {
    expect(Object.keys(file)).toEqual(["services", "volumes"]);
    expect(Object.keys(file.services)).toEqual(["runboard"]);
    const known =
      "build user read_only cap_drop security_opt tmpfs volumes ports extra_hosts environment stop_grace_period restart";
    expect(Object.keys(service).filter((key) => !known.split(" ").includes(key))).toEqual([]);
    expect(service.build).toBe(".");
  });

  test("gives the process no more than it needs, and time to answer everybody", () => {
    expect(service).toMatchObject({
      user: of(final, "USER")[0],
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      ports: [`127.0.0.1:${settings.PORT}:${settings.PORT}`],
    });
    expect(Number.parseInt(String(service.stop_grace_period), 10)).toBeGreaterThan(10);
    expect(service.volumes).toEqual([`${Object.keys(file.volumes)[0]}:${settings.DATA_DIR}`]);
  });

  test("has settings that exist, and a name for this machine", () => {
    const names = Object.keys(service.environment);
    for (const name of names) expect(read(".env.example")).toMatch(new RegExp(`^${name}=`, "m"));
    const { hostname } = new URL(service.environment.BROWSERABLE_UPSTREAMS?.split(/[=,]/)[1] ?? "");
    expect(service.extra_hosts).toEqual([`${hostname}:host-gateway`]);
    const { port } = new URL(service.environment.PUBLIC_ORIGIN ?? "");
    expect(port).toBe(settings.PORT);
  });
});

test("no secret, no data and nothing built elsewhere gets into the image", () => {
  const ignored = read(".dockerignore").split("\n").filter(Boolean);
  expect(ignored).toEqual(
    expect.arrayContaining([".git", ".next*", ".data*", ".env*", "node_modules", "test-results"]),
  );
});
