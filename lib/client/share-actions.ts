/** What is done with links. Every one throws ApiError. */
import type {
  ChangeShare,
  CreatedShare,
  CreateShare,
  ShareList,
  ShareRow,
} from "../contract/shares.ts";
import { fetchBody, fetchJson } from "./fetch-json.ts";

const sharePath = (id: string) => `/api/shares/${encodeURIComponent(id)}`;

/** Makes a link; its address is told this once. @throws ApiError */
export const createShare = (share: CreateShare): Promise<CreatedShare> =>
  fetchBody("/api/shares", { method: "POST", body: share });

/** Pauses, resumes or edits a link. @returns how it stands now. @throws ApiError */
export const changeShare = (id: string, change: ChangeShare): Promise<ShareRow> =>
  fetchBody(sharePath(id), { method: "PATCH", body: change });

/** Takes one link back for good. @throws ApiError */
export async function revokeShare(id: string): Promise<void> {
  await fetchJson(sharePath(id), { method: "DELETE" });
}

/** Takes all links of this key back. @returns how many. @throws ApiError */
export const revokeAllShares = async (): Promise<number> =>
  (await fetchBody<{ revoked: number }>("/api/shares", { method: "DELETE" })).revoked;

/** How many links of this key live, paused ones too. @throws ApiError */
export const countLiveShares = async (): Promise<number> =>
  (await fetchBody<ShareList>("/api/shares?limit=1")).live;
