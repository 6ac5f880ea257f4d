import { z } from "zod";
import { sessionViewSchema, signInSchema } from "@/lib/contract/api";
import { env } from "@/lib/server/env";
import { clientAddress } from "@/lib/server/http/client-address";
import { limitSignIn } from "@/lib/server/http/limits";
import { publicRoute, sessionRoute } from "@/lib/server/http/route";
import { sessionView } from "@/lib/server/session/caller";
import { signedInCookie, signedOutCookie } from "@/lib/server/session/cookie";
import { signIn, signOut } from "@/lib/server/session/session";

const name = "/api/session";

export const POST = publicRoute(
  { name, body: signInSchema, answer: sessionViewSchema },
  async ({ request, runtime, body }) => {
    await limitSignIn(clientAddress(request));
    const { caller, cookie } = await signIn(runtime, body.apiKey, body.upstream);
    return { answer: sessionView(caller), cookie: signedInCookie(env(), cookie) };
  },
);

export const GET = sessionRoute({ name, answer: sessionViewSchema }, async ({ caller }) => ({
  answer: sessionView(caller),
}));

export const DELETE = sessionRoute(
  { name, answer: z.object({ signedIn: z.literal(false) }) },
  async ({ runtime, caller }) => {
    await signOut(runtime, caller);
    return { answer: { signedIn: false as const }, cookie: signedOutCookie(env()) };
  },
);
