import "server-only";
import { AppError, errorBody } from "@/lib/server/errors";
import { clientAddress } from "@/lib/server/http/client-address";
import { limitShareMisses } from "@/lib/server/http/limits";
import { publicRoute } from "@/lib/server/http/route";

/** In the place of a request id: bodies are to be the same, byte for byte. The header has the id. */
const NO_REQUEST_ID = "-";

/**
 * The wrapper of what a link opens: no session, no key. An unknown link and a wrong secret are told
 * exactly alike, and a client that tries many is held up.
 */
export const shareRoute: typeof publicRoute = (spec, handle) =>
  publicRoute(
    {
      ...spec,
      failure: (error) => ({ status: error.status, body: errorBody(error, NO_REQUEST_ID) }),
    },
    async (input) => {
      try {
        return await handle(input);
      } catch (thrown) {
        const isMiss = thrown instanceof AppError && thrown.code === "not_found";
        if (isMiss) await limitShareMisses(clientAddress(input.request));
        throw thrown;
      }
    },
  );
