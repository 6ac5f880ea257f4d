"use client";

import { Ellipsis, ExternalLink, Link as LinkIcon } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useCopy } from "@/components/ui/use-copy";
import type { RunView } from "@/lib/contract/api";

const SAID = { copied: "Link copied", refused: "The browser refused to copy" };

/** What is done with a run now and then. */
export function RunMenu({ view }: { view: RunView }) {
  const { outcome, copy } = useCopy();
  const { task, runId, live } = view;
  const link = () => {
    const run = encodeURIComponent(runId ?? "latest");
    return `${window.location.origin}/tasks/${encodeURIComponent(task.id)}/runs/${run}`;
  };
  return (
    <>
      <span role="status" className="text-xs text-muted empty:hidden">
        {outcome && SAID[outcome]}
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
        {live.url && (
          <MenuItem asChild>
            <a href={live.url} target="_blank" rel="noopener noreferrer">
              <ExternalLink aria-hidden />
              Open live view in a tab
            </a>
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
