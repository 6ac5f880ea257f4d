import "server-only";

/**
 * The header that `instrumentation.ts` writes the peer's true address into; whatever a client sent
 * under that name is gone by then.
 */
export const ADDRESS_HEADER = "x-runboard-client";

/** The address that limits count by. */
export const clientAddress = (request: Request): string =>
  request.headers.get(ADDRESS_HEADER) ?? "unknown";
