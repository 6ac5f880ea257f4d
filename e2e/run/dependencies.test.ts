/** What is installed beside our own code: exact releases, known licences, no script unseen. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./processes.mjs";

type Package = {
  version: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  resolved?: string;
  integrity?: string;
};
type Manifest = {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

const json = <T>(file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8")) as T;
const manifest = json<Manifest>("package.json");
const lock = json<{ packages: Record<string, Package> }>("package-lock.json");
const { "": root, ...packages } = lock.packages;
const named = Object.entries(packages).map(([path, info]) => ({
  name: path.replace(/^.*node_modules\//, ""),
  ...info,
}));
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

/** Licences under which a package may be distributed with, or build, a work under MIT. */
const PERMISSIVE = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
];

/** Other licences, each looked at, with why it does no harm. */
const REVIEWED: [licence: RegExp, names: RegExp, why: string][] = [
  [/^SIL OPEN FONT LICENSE$/, /^geist$/, "a font, passed on as it is"],
  [/^OFL-1\.1$/, /^@fontsource-variable\/geist(-mono)?$/, "the same font, passed on as it is"],
  [/^CC-BY-4\.0$/, /^caniuse-lite$/, "data for builds, named here; none of it is passed on"],
  [/^MPL-2\.0$/, /^lightningcss(-|$)/, "a tool for builds, unchanged; copyleft of its files alone"],
  [/^MPL-2\.0$/, /^axe-core$/, "a tool for tests, unchanged and not passed on"],
  [
    /LGPL-3\.0-or-later/,
    /^@img\/sharp-/,
    "libvips, loaded as a library of its own that may be replaced; nothing of it is changed",
  ],
];

/** Packages that name no licence in the lockfile, where it was looked for and found. */
const FOUND: Record<string, string> = { "color-convert@0.5.3": "MIT" };

/** Whether one of the alternatives is allowed, as far as SPDX expressions are used here. */
const isPermissive = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((one) => one.split(" AND ").every((part) => PERMISSIVE.includes(part.trim())));

test("releases are exact, and the lockfile has them all", () => {
  for (const [name, version] of Object.entries(direct)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
  expect(root).toMatchObject({
    dependencies: manifest.dependencies,
    devDependencies: manifest.devDependencies,
  });
});

test.each([
  ["next", [16, 4, 5]],
  ["react", [19, 3, 1]],
  ["react-dom", [19, 3, 1]],
  ["iron-session", [9, 0, 1]],
])("%s is not older than what is known to be mended", (name, floor) => {
  const version = (direct[name] ?? "").split(".").map(Number);
  const difference = floor.map((part, at) => (version[at] ?? 0) - part).find((d) => d !== 0) ?? 0;
  expect(difference).toBeGreaterThanOrEqual(0);
});

test("everything comes from the registry, and is what it was when it was locked", () => {
  const odd = named.filter(
    ({ resolved, integrity }) =>
      !integrity?.startsWith("sha512-") ||
      (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/")),
  );
  expect(odd.map(({ name }) => name)).toEqual([]);
});

test("each script that runs at installation was decided on", () => {
  const scripted = named.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
  expect(Object.keys(manifest.allowScripts).toSorted()).toEqual([...new Set(scripted)].toSorted());
});

test("each package has a licence that goes with ours", () => {
  const unknown = named.filter(({ name, version, license }) => {
    const licence = license ?? FOUND[`${name}@${version}`] ?? "none";
    const isReviewed = REVIEWED.some(
      ([licences, names]) => licences.test(licence) && names.test(name),
    );
    return !isPermissive(licence) && !isReviewed;
  });
  expect(unknown.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test("nothing that was reviewed is gone: the list says what there is", () => {
  for (const [licence, names] of REVIEWED) {
    const found = named.some(
      ({ name, license }) => licence.test(license ?? "") && names.test(name),
    );
    expect(found, String(names)).toBe(true);
  }
  for (const name of Object.keys(FOUND)) {
    expect(named.some((one) => `${one.name}@${one.version}` === name && !one.license)).toBe(true);
  }
});
