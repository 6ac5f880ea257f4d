import { MonitorOff } from "lucide-react";
import type { LiveReason } from "@/lib/contract/api";

const WORDS: Record<LiveReason, { title: string; more: string }> = {
  not_opened: {
    title: "The browser has not opened yet",
    more: "The picture appears here as soon as the agent opens the browser.",
  },
  queued: {
    title: "Waiting in the queue",
    more: "The server starts the run when its turn comes.",
  },
  no_picture: {
    title: "This server gives no live picture",
    more: "The timeline still shows each step of the agent.",
  },
  absent: {
    title: "This server gives no live picture, or the browser has already closed",
    more: "The API tells these two apart only while somebody looks. The timeline shows each step.",
  },
  closed: {
    title: "The browser has closed, the agent is still working",
    more: "The timeline shows what it does next.",
  },
  ended: { title: "The run has ended", more: "Its result is what is left to see." },
  not_allowed: {
    title: "This address is not on the allowed list",
    more: "The server named a live picture at an address that this Runboard does not show. Whoever runs Runboard can allow it.",
  },
  insecure: {
    title: "This http page is not shown",
    more: "Browsers block http pages inside https ones, and whoever is on the way could take control. Served over https, the picture appears here.",
  },
  unknown: {
    title: "Whether there is a live picture is not known",
    more: "This run has not been read while it was going on.",
  },
};

/** A named reason in the place of the picture. */
export function LiveAbsent({ reason }: { reason: LiveReason }) {
  const { title, more } = WORDS[reason];
  return (
    <section
      aria-label="Live view"
      data-testid="live-reason"
      data-reason={reason}
      className="flex min-h-56 flex-1 flex-col items-center justify-center gap-2 rounded-lg border border-line bg-card p-6 text-center"
    >
      <MonitorOff className="mb-1 size-6 text-muted" strokeWidth={1.5} aria-hidden />
      <h2 className="font-medium">{title}</h2>
      <p className="max-w-sm text-pretty text-muted">{more}</p>
    </section>
  );
}
