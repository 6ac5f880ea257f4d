import "server-only";
import { z } from "zod";
import { idSchema } from "@/lib/contract/api";
import { DOCUMENTED, type DocumentedCall } from "@/lib/contract/documented";
import { documentedMessage, documentedStatus } from "@/lib/contract/documented-errors";
import { ERROR_STATUS, type ErrorCode } from "@/lib/contract/errors";

type Described = Record<string, unknown>;
type ApiDescription = Described & { openapi: string };

/** What any call may fail with, and any that needs a key. */
const ANY: readonly ErrorCode[] = [
  "rate_limited",
  "upstream_unreachable",
  "upstream_error",
  "upstream_busy",
  "upstream_timeout",
  "store_unavailable",
  "internal",
];
const KEYED: readonly ErrorCode[] = ["signed_out", "key_rejected"];
/** Of a write, and of one with a body. */
const WRITING: readonly ErrorCode[] = ["forbidden_origin", "wrong_content_type", "too_large"];

const JSON_VALUE = "#/components/schemas/Json";

/** Of a schema that stands alone: its dialect is OpenAPI's, its parts are the components. */
const ALONE = new Set(["$schema", "$defs"]);

/** A schema as OpenAPI 3.1 has it. The only one that refers to itself is that of any JSON. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Described {
  const entries = Object.entries(z.toJSONSchema(schema, { io }));
  const described = Object.fromEntries(entries.filter(([name]) => !ALONE.has(name)));
  const text = JSON.stringify(described).replaceAll("#/$defs/__schema0", JSON_VALUE);
  return JSON.parse(text) as Described;
}

const content = (schema: Described) => ({ "application/json": { schema } });

function failures({ errors, isOpen, method }: DocumentedCall): Described {
  const codes = [...(isOpen ? [] : KEYED), ...errors, ...(method === "GET" ? [] : WRITING), ...ANY];
  const byStatus = Map.groupBy(codes, documentedStatus);
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      String(status),
      {
        description: of.map((code) => `- \`${code}\`: ${documentedMessage(code)}`).join("\n"),
        content: content({ $ref: "#/components/schemas/Failure" }),
      },
    ]),
  );
}

/** Each part of a query, its words beside it rather than within. */
function queryParameters(query: z.ZodObject | undefined): Described[] {
  const { properties = {} } = query ? schemaOf(query, "input") : {};
  return Object.entries(properties as Record<string, Described>).map(
    ([name, { description, ...schema }]) => ({ name, in: "query", description, schema }),
  );
}

const pathParameters = (path: string): Described[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: schemaOf(idSchema, "input"),
  }));

function operation(call: DocumentedCall): Described {
  const { operationId, summary, description, path, query, body, answer, isOpen } = call;
  return {
    operationId,
    summary,
    description,
    ...(isOpen ? { security: [] } : {}),
    parameters: [
      ...pathParameters(path),
      ...queryParameters(query),
      { $ref: "#/components/parameters/Upstream" },
    ],
    ...(body ? { requestBody: { required: true, content: content(schemaOf(body, "input")) } } : {}),
    responses: {
      "200": { description: "It succeeded.", content: content(schemaOf(answer, "output")) },
      ...failures(call),
    },
  };
}

const failureSchema = z.object({
  success: z.literal(false),
  error: z.string().describe("What happened, in Runboard's words, for a person."),
  code: z
    .enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]])
    .describe("What happened, for a program. Decide on this, and on success."),
});

/**
 * The documented API, described in OpenAPI 3.1 by the schemas that its routes use.
 * @param origin where it is answered
 * @param cookie the name of a session's cookie
 */
export function describeApi(origin: string, cookie: string): ApiDescription {
  const paths: Record<string, Described> = {};
  for (const call of Object.values<DocumentedCall>(DOCUMENTED)) {
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: operation(call) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "The Browserable API, through Runboard",
      version: "1.0.0",
      description:
        "Every documented call of the Browserable API, answered by Runboard in front of a Browserable server: the same paths, the same x-api-key, the same answers. Runs that are watched or created through it have a timeline in Runboard. Every failure is `{success: false, error, code}` under a documented HTTP code. A key may change things 30 times a minute; 429 says in Retry-After when to come again.",
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "apiKey", name: "x-api-key", in: "header" },
        session: { type: "apiKey", name: cookie, in: "cookie" },
      },
      parameters: {
        Upstream: {
          name: "x-runboard-upstream",
          in: "header",
          description: "Which configured server a key is for; without it, the first one.",
          schema: { type: "string" },
        },
      },
      schemas: {
        Failure: schemaOf(failureSchema, "output"),
        Json: { description: "Any JSON value." },
      },
    },
  };
}
