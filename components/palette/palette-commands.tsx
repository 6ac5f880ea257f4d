"use client";

import { Command } from "cmdk";
import { Bell, Check, ChevronRight, Keyboard, Link, List, Plus, Share2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { THEMES } from "@/components/shell/themes";
import { useCopy } from "@/components/ui/use-copy";
import { withoutTakenOver } from "@/lib/client/key-groups";
import { isMeant } from "@/lib/client/palette-match";
import { closeWindow, leaveWindow, showWindow } from "@/lib/client/shell-window";
import { useShortcuts, useSingleKeys } from "@/lib/client/shortcuts";
import { PaletteItem } from "./palette-item";

type Line = {
  words: ReactNode;
  /** What it is found by. */
  text: string;
  icon?: ReactNode;
  shortcut?: string | null;
  act: () => void;
};

const LINK_WORDS = {
  copied: "Link copied",
  refused: "Not copied: take it from the address bar",
};

/** What can be done, as far as its words are meant. */
export function PaletteCommands({ search }: { search: string }) {
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const { outcome, copy } = useCopy();
  const [hasSingleKeys] = useSingleKeys();
  const shortcuts = withoutTakenOver(useShortcuts());
  const go = (href: string) => () => {
    leaveWindow();
    router.push(href);
  };
  const keyOf = (key: string) => (hasSingleKeys ? key : null);
  const added = (scope: "page" | "everywhere"): Line[] =>
    shortcuts
      .filter((one) => one.scope === scope)
      // Those with a key that all pages have are listed below by hand.
      .filter(({ key }) => scope === "page" || key === null)
      .map(({ key, words, act }) => ({
        words,
        text: words,
        shortcut: key === null ? null : keyOf(key),
        icon: <ChevronRight aria-hidden />,
        act: () => closeWindow(act),
      }));
  const groups: { heading: string; lines: Line[] }[] = [
    {
      heading: "Go to",
      lines: [
        {
          words: "Tasks",
          text: "Go to the tasks",
          icon: <List aria-hidden />,
          shortcut: keyOf("g t"),
          act: go("/tasks"),
        },
        {
          words: "Shares",
          text: "Go to the shares",
          icon: <Share2 aria-hidden />,
          shortcut: keyOf("g s"),
          act: go("/shares"),
        },
        {
          words: "New task",
          text: "Go to new task create",
          icon: <Plus aria-hidden />,
          act: go("/tasks/new"),
        },
      ],
    },
    {
      heading: "On this page",
      lines: [
        ...added("page"),
        {
          words: (
            <span role="status">{outcome ? LINK_WORDS[outcome] : "Copy link to this page"}</span>
          ),
          text: "Copy link to this page",
          icon: <Link aria-hidden />,
          act: () => void copy(window.location.href),
        },
      ],
    },
    {
      heading: "Runboard",
      lines: [
        ...THEMES.map(({ id, Icon }) => ({
          words: `Theme: ${id}`,
          text: `Theme: ${id} mode colours`,
          icon: theme === id ? <Check aria-hidden /> : <Icon aria-hidden />,
          act: () => setTheme(id),
        })),
        {
          words: "Desktop notifications…",
          text: "Desktop notifications notify me",
          icon: <Bell aria-hidden />,
          act: () => showWindow("notify"),
        },
        {
          words: "Keyboard shortcuts",
          text: "Keyboard shortcuts keys help",
          icon: <Keyboard aria-hidden />,
          shortcut: keyOf("?"),
          act: () => showWindow("keys"),
        },
        ...added("everywhere"),
      ],
    },
  ];
  return groups.map(({ heading, lines }) => {
    const meant = lines.filter(({ text }) => isMeant(search, text));
    return (
      meant.length > 0 && (
        <Command.Group key={heading} heading={heading}>
          {meant.map(({ words, text, icon, shortcut, act }) => (
            <PaletteItem key={text} value={text} icon={icon} shortcut={shortcut} onSelect={act}>
              {words}
            </PaletteItem>
          ))}
        </Command.Group>
      )
    );
  });
}
