"use client";

import { Download, Ellipsis, ExternalLink, Link as LinkIcon, Printer, X } from "lucide-react";
import { NotifyItem } from "@/components/notify/notify-item";
import { Button, buttonClass } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { MenuItem, MenuLabel } from "@/components/ui/menu-parts";
import { useCopy } from "@/components/ui/use-copy";
import type { LoadEarlier } from "@/lib/client/run-reader";
import { useDownload } from "@/lib/client/use-download";
import { usePrint } from "@/lib/client/use-print";
import type { RunView } from "@/lib/contract/api";

const SAID = { copied: "Link copied", refused: "Not copied: take it from the address bar" };

const FORMATS = [
  { format: "json", label: "JSON" },
  { format: "csv", label: "CSV" },
  { format: "md", label: "Markdown" },
];

/** What is done with a run now and then. */
export function RunMenu({ view, onEarlier }: { view: RunView; onEarlier: LoadEarlier }) {
  const { isReading, print } = usePrint(view.hasEarlier, onEarlier);
  const { outcome, copy } = useCopy();
  const { start, problem, clear } = useDownload();
  const { task, runId, live } = view;
  const path = `/tasks/${encodeURIComponent(task.id)}/runs/${encodeURIComponent(runId ?? "latest")}`;
  const link = () => `${window.location.origin}${path}`;
  return (
    <div className="relative flex items-center gap-2 max-sm:ml-auto">
      <span role="status" className="text-xs text-muted empty:hidden">
        {isReading ? "Reading the whole timeline…" : outcome && SAID[outcome]}
      </span>
      <Menu
        trigger={
          <button type="button" aria-label="More" className={buttonClass("quiet", "icon")}>
            <Ellipsis aria-hidden />
          </button>
        }
      >
        <MenuItem onSelect={() => void copy(link())}>
          <LinkIcon aria-hidden />
          Copy link
        </MenuItem>
        <NotifyItem />
        {live.url && (
          <MenuItem asChild>
            <a href={live.url} target="_blank" rel="noopener noreferrer">
              <ExternalLink aria-hidden />
              Open live view in a tab
            </a>
          </MenuItem>
        )}
        <MenuItem onSelect={() => void print()}>
          <Printer aria-hidden />
          Print a report
        </MenuItem>
        {runId && (
          <>
            <MenuLabel>Export timeline</MenuLabel>
            {FORMATS.map(({ format, label }) => (
              <MenuItem
                key={format}
                aria-label={`Export timeline as ${label}`}
                onSelect={() => start(`/api${path}/timeline?format=${format}`)}
              >
                <Download aria-hidden />
                {label}
              </MenuItem>
            ))}
          </>
        )}
      </Menu>
      {problem && (
        <div
          role="alert"
          className="absolute top-full right-0 z-40 mt-1 flex w-72 max-w-[calc(100vw-2rem)] animate-arrive items-start gap-2 rounded-lg border border-line bg-card p-3"
        >
          <p className="min-w-0 flex-1 text-failed">The timeline was not exported. {problem}</p>
          <Button look="quiet" size="small-icon" aria-label="Close" onClick={clear}>
            <X aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
