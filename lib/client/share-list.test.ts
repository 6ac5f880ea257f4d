import { expect, it } from "vitest";
import type { ShareList, ShareRow } from "../contract/shares.ts";
import { withAllRevoked, withRevoked, withRow } from "./share-list.ts";

const NOW = Date.parse("2030-01-02T03:04:05.000Z");
const row = (id: string, over: Partial<ShareRow> = {}): ShareRow => ({
  id,
  label: null,
  task: { id: "t1", name: "Task" },
  runId: "r1",
  runState: "running",
  status: "live",
  answers: false,
  include: { taskName: true, result: false, toolCalls: false, live: false },
  badge: false,
  card: false,
  createdAt: "2030-01-01T00:00:00.000Z",
  expiresAt: "2030-01-09T00:00:00.000Z",
  endedAt: null,
  lastOpenedAt: null,
  views: 0,
  holdsKey: true,
  ...over,
});
const expired = row("c", { status: "expired", endedAt: "2030-01-01T01:00:00.000Z" });
const list: ShareList = {
  shares: [row("a"), row("b"), expired],
  page: 1,
  limit: 20,
  total: 9,
  live: 7,
};
const statuses = ({ shares }: ShareList) => shares.map(({ status }) => status);

it("a link that was paused is shown so, and lives on", () => {
  const now = withRow(list, row("b", { status: "paused" }));
  expect(statuses(now)).toEqual(["live", "paused", "expired"]);
  expect(now.live).toBe(7);
});

it("a revoked link has ended now, holds no key, and is counted no more", () => {
  const now = withRevoked(list, "a", NOW);
  expect(now.shares[0]).toMatchObject({
    status: "revoked",
    endedAt: "2030-01-02T03:04:05.000Z",
    holdsKey: false,
  });
  expect(now.live).toBe(6);
  expect(withRevoked(now, "a", NOW + 1)).toEqual(now);
});

it("what ended before stays as it ended", () => {
  expect(withRevoked(list, "c", NOW)).toEqual(list);
  expect(withAllRevoked(list, NOW).shares[2]).toEqual(expired);
});

it("a link that is on another page changes nothing here", () => {
  expect(withRevoked(list, "z", NOW)).toEqual(list);
  expect(withRow(list, row("z", { status: "revoked" }))).toEqual(list);
});

it("all are revoked, those on other pages too", () => {
  const now = withAllRevoked(list, NOW);
  expect(statuses(now)).toEqual(["revoked", "revoked", "expired"]);
  expect(now.live).toBe(0);
});
