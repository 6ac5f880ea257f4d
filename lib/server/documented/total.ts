import "server-only";
import type { Paging } from "@/lib/contract/documented-shapes";

/** How many there are, by the server's word; without one, as many as there must be. */
export const totalOf = (told: number | null, rows: number, { page, limit }: Paging): number =>
  told ?? (rows > 0 ? (page - 1) * limit + rows : 0);
