/** A person's mouse and keyboard, on the way from the live page to the agent's browser. */
import type { IncomingMessage } from "node:http";
import type { Page } from "playwright-core";
import { z } from "zod";
import type { Answer } from "../answer.ts";
import { json } from "../answer.ts";
import { bytesOf } from "../request-body.ts";
import { NAMED_KEYS } from "./screen/keys.mjs";
import { SCREEN } from "./screen-size.ts";

const MAX_BYTES = 16 * 1024;

/** Where on the picture: 0 is its left or upper edge, 1 the other. */
const share = z.number().min(0).max(1);
const place = { x: share, y: share };
const press = {
  ...place,
  button: z.enum(["left", "middle", "right"]),
  clicks: z.int().min(1).max(3),
};
const distance = z.number().min(-10_000).max(10_000);

const inputEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("move"), ...place }),
  z.strictObject({ type: z.literal("down"), ...press }),
  z.strictObject({ type: z.literal("up"), ...press }),
  z.strictObject({ type: z.literal("wheel"), ...place, dx: distance, dy: distance }),
  z.strictObject({
    type: z.literal("key"),
    key: z.union([z.enum(NAMED_KEYS), z.string().regex(/^[\x20-\x7e]$/)]),
    modifiers: z.array(z.enum(["Control", "Alt", "Meta", "Shift"])).max(4),
  }),
  z.strictObject({ type: z.literal("text"), text: z.string().min(1).max(5_000) }),
]);
const inputBody = z.strictObject({ events: z.array(inputEvent).min(1).max(100) });

export type InputEvent = z.infer<typeof inputEvent>;

async function apply(page: Page, event: InputEvent): Promise<void> {
  if (event.type === "text") return page.keyboard.insertText(event.text);
  if (event.type === "key") {
    return page.keyboard.press([...event.modifiers, event.key].join("+"));
  }
  const { width, height } = page.viewportSize() ?? SCREEN;
  // The last pixel is still inside.
  const x = Math.min(width - 1, event.x * width);
  const y = Math.min(height - 1, event.y * height);
  await page.mouse.move(x, y);
  if (event.type === "wheel") return page.mouse.wheel(event.dx, event.dy);
  if (event.type === "move") return;
  await page.mouse[event.type]({ button: event.button, clickCount: event.clicks });
}

/**
 * Does what a person did, in the same order.
 * @throws what playwright throws, such as when the page has closed
 */
export async function applyInput(page: Page, events: readonly InputEvent[]): Promise<void> {
  for (const event of events) await apply(page, event);
}

function parsed(sent: Buffer) {
  try {
    return inputBody.safeParse(JSON.parse(sent.toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}

const refused = (status: number, error: string): Answer => json(status, { error });

/**
 * Takes what a live page sends. Another site's page gets nothing in: it can send this type of
 * content only after asking, and is never allowed. What was typed is in no answer and no log.
 */
export async function takeInput(page: Page, request: IncomingMessage): Promise<Answer> {
  const site = request.headers["sec-fetch-site"];
  const { origin } = request.headers;
  if (request.method !== "POST") return refused(405, "POST only");
  if (site !== undefined && site !== "same-origin") return refused(403, "the live page only");
  if (origin !== undefined && URL.parse(origin)?.host !== request.headers.host) {
    return refused(403, "the live page only");
  }
  if (request.headers["content-type"] !== "application/json") return refused(415, "JSON only");
  const { data } = await bytesOf(request, MAX_BYTES);
  if (data === null) return refused(413, "too much at once");
  const body = parsed(data);
  if (!body) return refused(400, "not the events of a mouse or keyboard");
  try {
    await applyInput(page, body.events);
  } catch {
    // Playwright's words may repeat what was typed.
    return refused(409, "the browser did not take it");
  }
  return { status: 204, headers: {}, body: "", outcome: "204" };
}
