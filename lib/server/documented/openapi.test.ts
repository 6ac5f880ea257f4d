import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { DOCUMENTED, type DocumentedCall } from "../../contract/documented.ts";
import { describeApi } from "./openapi.ts";

const ROUTES = join(import.meta.dirname, "../../../app/api/v1");
const described = describeApi("https://runs.example", "__Host-runboard");
const calls = Object.entries<DocumentedCall>(DOCUMENTED);

type Operation = {
  operationId: string;
  parameters: { name?: string; in?: string; required?: boolean }[];
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
};
const paths = described.paths as Record<string, Record<string, Operation>>;

test("it is valid OpenAPI 3.1, and each reference leads somewhere", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(described));
  expect(errors).toBeUndefined();
  expect([valid, validator.version]).toEqual([true, "3.1"]);
  const refs = [...JSON.stringify(described).matchAll(/"\$ref":"#\/([^"]+)"/g)];
  expect(refs.length).toBeGreaterThan(0);
  for (const [, ref = ""] of refs) {
    const found = ref
      .split("/")
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], described);
    expect(found, ref).toBeDefined();
  }
});

test("each schema in it is one", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "api:", components: described.components });
  for (const [path, operations] of Object.entries(paths)) {
    for (const { responses } of Object.values(operations)) {
      for (const [status, { content }] of Object.entries(responses)) {
        const text = JSON.stringify(content["application/json"]?.schema);
        const schema = JSON.parse(text.replaceAll("#/components", "api:#/components")) as object;
        expect(() => ajv.compile(schema), `${path} ${status}`).not.toThrow();
      }
    }
  }
});

test("each route under /api/v1 is the one the description has at its path, and the reverse", () => {
  const files = readdirSync(ROUTES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => file.replace(/\/?route\.ts$/, ""));
  const ours = ["[[...path]]", "openapi.json"];
  const routes = files
    .filter((file) => !ours.includes(file))
    .map((file) => {
      const text = readFileSync(join(ROUTES, file, "route.ts"), "utf8");
      const name = /ocumentedRoute\(\s*DOCUMENTED\.(\w+)/.exec(text)?.[1];
      return [`/${file.replace(/\[(\w+)\]/g, "{$1}")}`, name];
    });
  expect(Object.fromEntries(routes)).toEqual(
    Object.fromEntries(calls.map(([name, { path }]) => [path, name])),
  );
  expect(Object.keys(paths).toSorted()).toEqual(routes.map(([path]) => path).toSorted());
});

test("each operation has a name of its own, its path's ids, and the failures it may have", () => {
  const operations = calls.map(([, { path, method }]) => paths[path]?.[method.toLowerCase()]);
  expect(new Set(operations.map((of) => of?.operationId)).size).toBe(calls.length);
  for (const [index, [name, { path, isOpen }]] of calls.entries()) {
    const { parameters = [], responses = {} } = operations[index] ?? {};
    const inPath = parameters.filter((of) => of.in === "path" && of.required);
    expect(inPath.map((of) => `{${of.name}}`).join(), name).toBe(
      path.match(/\{\w+\}/g)?.join() ?? "",
    );
    const statuses = Object.keys(responses);
    expect(statuses, name).toEqual(expect.arrayContaining(["200", "429", "500"]));
    expect(statuses.includes("401"), name).toBe(isOpen !== true);
    expect(
      statuses.every((status) =>
        ["200", "400", "401", "403", "404", "429", "500"].includes(status),
      ),
      name,
    ).toBe(true);
  }
});
