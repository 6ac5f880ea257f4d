/** What is done with links. Every one throws ApiError. */
import type {
  ChangeShare,
  CreatedShare,
  CreateShare,
  ShareList,
  ShareRow,
} from "../contract/shares.ts";
import { ApiError } from "./api-error.ts";
import { fetchJson } from "./fetch-json.ts";

const sharePath = (id: string) => `/api/shares/${encodeURIComponent(id)}`;

async function answerOf<T>(call: ReturnType<typeof fetchJson<T>>): Promise<T> {
  const { data } = await call;
  if (data !== null) return data;
  throw new ApiError({
    status: 204,
    code: "unreadable",
    message: "Runboard's answer could not be read.",
  });
}

/** Makes a link; its address is told this once. @throws ApiError */
export const createShare = (share: CreateShare): Promise<CreatedShare> =>
  answerOf(fetchJson<CreatedShare>("/api/shares", { method: "POST", body: share }));

/** Pauses, resumes or edits a link. @returns how it stands now. @throws ApiError */
export const changeShare = (id: string, change: ChangeShare): Promise<ShareRow> =>
  answerOf(fetchJson<ShareRow>(sharePath(id), { method: "PATCH", body: change }));

/** Takes one link back for good. @throws ApiError */
export async function revokeShare(id: string): Promise<void> {
  await fetchJson(sharePath(id), { method: "DELETE" });
}

/** Takes all links of this key back. @returns how many. @throws ApiError */
export const revokeAllShares = async (): Promise<number> =>
  (await answerOf(fetchJson<{ revoked: number }>("/api/shares", { method: "DELETE" }))).revoked;

/** How many links of this key live, paused ones too. @throws ApiError */
export const countLiveShares = async (): Promise<number> =>
  (await answerOf(fetchJson<ShareList>("/api/shares?limit=1"))).live;
