/** Who asks, and what is shown to them. */
import type { IncomingMessage } from "node:http";
import type { Answer } from "../../answer.ts";
import { page } from "../reply.ts";
import type { Frame } from "./frame.ts";
import { framed } from "./frame.ts";
import type { ShopSession, ShopState } from "./state.ts";

export type Visits = {
  state: ShopState;
  /** A page with what it knows of whoever asks around it. */
  shown(request: IncomingMessage, frame: Omit<Frame, "pieces" | "signedIn">): Answer;
  /** The session of whoever is signed in, or null. */
  customer(request: IncomingMessage): ShopSession | null;
};

/** The visits to one shop. */
export const visitsOf = (state: ShopState): Visits => ({
  state,
  shown(request, frame) {
    const session = state.sessions.find(request);
    const pieces = [...(session?.basket.values() ?? [])].reduce((sum, count) => sum + count, 0);
    return page(framed({ ...frame, pieces, signedIn: session?.signedIn ?? false }));
  },
  customer(request) {
    const session = state.sessions.find(request);
    return session?.signedIn ? session : null;
  },
});
