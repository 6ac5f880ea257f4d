"use client";

import { CheckOption } from "@/components/ui/check-option";
import { Dialog, DialogBody } from "@/components/ui/dialog";
import { keyGroups } from "@/lib/client/key-groups";
import { keysOf, paletteKeys } from "@/lib/client/key-words";
import { SHELL_OPENING } from "@/lib/client/shell-window";
import { useShortcuts, useSingleKeys } from "@/lib/client/shortcuts";
import { Kbd } from "./kbd";

/** The keys that mean something now, those that always do, and the switch for single ones. */
export function KeySheet() {
  const [isOn, setOn] = useSingleKeys();
  const { page, everywhere } = keyGroups(useShortcuts(), isOn);
  const always = [
    { keys: paletteKeys(), words: "Search tasks and commands" },
    ...everywhere.map(({ key, words }) => ({ keys: keysOf(key), words })),
    { keys: ["Esc"], words: "Close what is open" },
  ];
  return (
    <Dialog
      opening={SHELL_OPENING}
      title="Keyboard shortcuts"
      description="Single keys rest while you write and while a window is open"
    >
      <DialogBody className="flex flex-col gap-4 p-4">
        {page.length > 0 && (
          <Group
            title="On this page"
            keys={page.map(({ key, words }) => ({ keys: keysOf(key), words }))}
          />
        )}
        <Group title="Everywhere" keys={always} />
        <div className="border-t border-line pt-4">
          <CheckOption label="Single-key shortcuts" checked={isOn} onChange={setOn}>
            Turn them off if you dictate, or press keys by mistake. All they do can be reached
            through {paletteKeys().join("+")} and the account menu.
          </CheckOption>
        </div>
      </DialogBody>
    </Dialog>
  );
}

type Named = { keys: readonly string[]; words: string };

const Group = ({ title, keys }: { title: string; keys: readonly Named[] }) => (
  <section>
    <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
    <dl className="divide-y divide-line">
      {keys.map(({ keys, words }) => (
        <div key={words} className="flex min-h-8 flex-row-reverse items-center gap-3 py-1">
          <dt>
            <Kbd keys={keys} />
          </dt>
          <dd className="min-w-0 flex-1">{words}</dd>
        </div>
      ))}
    </dl>
  </section>
);
