/** What an acknowledged write makes of the list that is shown, before it is read again. Pure. */
import type { ShareList, ShareRow } from "../contract/shares.ts";
import { isLiveShare } from "./share-words.ts";

/** The list with one link as the server has just told it. */
export function withRow(list: ShareList, told: ShareRow): ShareList {
  const before = list.shares.find(({ id }) => id === told.id);
  const gone = before && isLiveShare(before) && !isLiveShare(told) ? 1 : 0;
  return {
    ...list,
    shares: list.shares.map((share) => (share.id === told.id ? told : share)),
    live: list.live - gone,
  };
}

const revoked = (share: ShareRow, nowMs: number): ShareRow =>
  isLiveShare(share)
    ? { ...share, status: "revoked", endedAt: new Date(nowMs).toISOString(), holdsKey: false }
    : share;

/** The list after one link was taken back. @param nowMs by the server's clock */
export function withRevoked(list: ShareList, id: string, nowMs: number): ShareList {
  const share = list.shares.find((share) => share.id === id);
  return share ? withRow(list, revoked(share, nowMs)) : list;
}

/** The list after all links were taken back, also those on other pages. */
export const withAllRevoked = (list: ShareList, nowMs: number): ShareList => ({
  ...list,
  shares: list.shares.map((share) => revoked(share, nowMs)),
  live: 0,
});
