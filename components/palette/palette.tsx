"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { useRef, useState } from "react";
import { InDialog } from "@/components/ui/landmark";
import { isApple } from "@/lib/client/key-words";
import { closeWindow, giveFocusBack } from "@/lib/client/shell-window";
import { useTaskSearch } from "@/lib/client/use-task-search";
import { PaletteCommands } from "./palette-commands";
import { PaletteTasks, searchWords } from "./palette-tasks";
import { useActiveOption } from "./use-active-option";

/** Finds tasks and commands by their words; opened by Ctrl or ⌘ with K, and from the account menu. */
export function Palette() {
  return (
    <Dialog.Root open onOpenChange={() => closeWindow()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveFocusBack();
          }}
          onKeyDown={(event) => {
            const isChord = isApple() ? event.metaKey : event.ctrlKey;
            if (!isChord || event.key.toLowerCase() !== "k") return;
            event.preventDefault();
            closeWindow();
          }}
          className="fixed inset-x-2 top-2 z-50 flex max-h-[calc(100dvh-1rem)] flex-col overflow-hidden rounded-lg border border-line bg-card sm:inset-x-auto sm:top-[12dvh] sm:left-1/2 sm:max-h-[76dvh] sm:w-[min(36rem,calc(100vw-3rem))] sm:-translate-x-1/2"
        >
          <Dialog.Title className="sr-only">Tasks and commands</Dialog.Title>
          <InDialog value>
            <Finder />
          </InDialog>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder() {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useActiveOption(field, list);
  const search = text.trim();
  const [attempt, setAttempt] = useState(0);
  const found = useTaskSearch(search, attempt);
  return (
    <Command
      label="Search tasks and commands"
      shouldFilter={false}
      vimBindings={false}
      loop
      className="flex min-h-0 flex-col"
    >
      <div className="relative border-b border-line">
        <Search
          className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted"
          aria-hidden
        />
        <Command.Input
          ref={field}
          value={text}
          onValueChange={setText}
          maxLength={200}
          placeholder="Search tasks and commands"
          className="h-11 w-full bg-transparent pr-3 pl-10 text-base outline-none placeholder:text-muted sm:text-sm"
        />
      </div>
      <Command.List
        ref={list}
        label="Tasks and commands"
        className="min-h-0 scroll-py-1 overflow-y-auto overscroll-contain p-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
      >
        <PaletteCommands search={search} />
        <PaletteTasks
          search={search}
          found={found}
          onAgain={() => setAttempt((number) => number + 1)}
        />
      </Command.List>
      {/* Below the list: nothing but options may be in one. */}
      <p
        role="status"
        className="px-3.5 pt-1 pb-3 text-pretty wrap-anywhere text-muted empty:hidden"
      >
        {searchWords(search, found)}
      </p>
    </Command>
  );
}
