import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/server/errors";

const MAX_BYTES = 64 * 1024;

/**
 * A request's JSON body, parsed by its schema.
 * @throws AppError `wrong_content_type`, `too_large`, `bad_request`
 */
export async function readBody<T extends z.ZodType>(
  request: Request,
  schema: T,
): Promise<z.output<T>> {
  refuseOtherTypes(request);
  const text = await readText(request);
  try {
    return parse(schema, JSON.parse(text) as unknown);
  } catch (error) {
    // What a syntax error says of the text, the log must not know: the text may hold a key.
    throw error instanceof AppError
      ? error
      : new AppError("bad_request", { cause: new Error("not JSON") });
  }
}

/**
 * Holds a body that nobody reads to the same rules.
 * @throws AppError `wrong_content_type`, `too_large`
 */
export async function refuseBody(request: Request): Promise<undefined> {
  if (request.body === null) return;
  if ((await readText(request)) !== "") refuseOtherTypes(request);
}

/** Programs that send their key may name a character set, too: no page can send that header. */
function refuseOtherTypes({ headers }: Request): void {
  const given = headers.get("content-type")?.toLowerCase() ?? "";
  const type = headers.has("x-api-key") ? given.split(";")[0] : given;
  if (type?.trim() !== "application/json") throw new AppError("wrong_content_type");
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BYTES)
    throw new AppError("too_large");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new AppError("too_large");
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Input as its schema has it. @throws AppError `bad_request` that names the first fault's place */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join(".");
  throw new AppError("bad_request", {
    ...(place ? { message: `The request could not be understood: check “${place}”.` } : {}),
    cause: new Error(`${place || "the whole"}: ${issue?.code}`),
  });
}
