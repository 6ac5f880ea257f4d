import { Command } from "cmdk";
import type { ReactNode } from "react";
import { Kbd } from "@/components/keys/kbd";
import { keysOf } from "@/lib/client/key-words";

/**
 * One line of the palette.
 * @param value what tells it from all others
 * @param shortcut its key, where it has one
 */
export const PaletteItem = ({
  value,
  icon,
  shortcut = null,
  onSelect,
  children,
}: {
  value: string;
  icon?: ReactNode;
  shortcut?: string | null;
  onSelect: () => void;
  children: ReactNode;
}) => (
  <Command.Item
    value={value}
    onSelect={onSelect}
    // The ground alone is hard to see, and in forced colours there is none.
    className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 select-none data-[selected=true]:bg-raised data-[selected=true]:outline-1 data-[selected=true]:-outline-offset-1 data-[selected=true]:outline-line-strong forced-colors:data-[selected=true]:outline-2 forced-colors:data-[selected=true]:outline-[Highlight] [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
  >
    {icon}
    {/* The keys go below the words where both have no room. */}
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
      <span className="line-clamp-3 min-w-0 flex-[1_1_6rem] wrap-anywhere">{children}</span>
      {shortcut !== null && (
        <span aria-hidden className="inline-flex pointer-coarse:hidden">
          <Kbd keys={keysOf(shortcut)} />
        </span>
      )}
    </span>
  </Command.Item>
);
