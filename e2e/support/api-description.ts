/** The API's own description, and whether what it answers is what that says. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { address } from "./addresses.ts";

type Responses = Record<string, { content: Record<string, { schema: object }> }>;
type Description = {
  paths: Record<string, Record<string, { responses: Responses }>>;
  components: object;
};

const HERE = "api:";

/** An answer as it was got, for checking it against the description. */
export type Described = (method: string, path: string, status: number, body: unknown) => string[];

let reading: Promise<Described> | undefined;

/**
 * The description of the dashboard that all tests talk to, read once.
 * @returns tells what is wrong with an answer by it: nothing, or a sentence for each fault
 */
export const apiDescription = (): Promise<Described> => (reading ??= read());

async function read(): Promise<Described> {
  const response = await fetch(`${address("dashboard")}/api/v1/openapi.json`);
  const description = (await response.json()) as Description;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: HERE, components: description.components });
  const known = new Map<string, ValidateFunction>();
  const templates = Object.keys(description.paths).map(
    (path) => [path, new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`)] as const,
  );
  return (method, path, status, body) => {
    const template = templates.find(([, pattern]) => pattern.test(path))?.[0] ?? path;
    const operation = description.paths[template]?.[method.toLowerCase()];
    const schema = operation?.responses[String(status)]?.content["application/json"]?.schema;
    if (!schema) return [`${method} ${template} ${status} is not described`];
    const name = `${method} ${template} ${status}`;
    const text = JSON.stringify(schema).replaceAll("#/components", `${HERE}#/components`);
    const validate = known.get(name) ?? ajv.compile(JSON.parse(text) as object);
    known.set(name, validate);
    validate(body);
    return (validate.errors ?? []).map((fault) => `${name}${fault.instancePath} ${fault.message}`);
  };
}
