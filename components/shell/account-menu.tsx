"use client";

import { ChevronDown, Keyboard, LogOut, Search } from "lucide-react";
import { useRef } from "react";
import { NotifyItem } from "@/components/notify/notify-item";
import { buttonClass } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { MenuItem, MenuLabel } from "@/components/ui/menu-parts";
import { showWindow } from "@/lib/client/shell-window";
import { useCommand } from "@/lib/client/shortcuts";
import type { SessionView } from "@/lib/contract/api";
import { useSignOut } from "./use-sign-out";

/** Which server and key this is, and the way out. */
export function AccountMenu({ session }: { session: SessionView }) {
  const { begin, failed, leaving, Dialog } = useSignOut();
  const button = useRef<HTMLButtonElement>(null);
  useCommand("Sign out", () => void begin(), "everywhere");
  const key = `····${session.keyHint}`;
  return (
    <>
      {failed && (
        <span role="alert" className="text-xs text-failed">
          Not signed out, try again
        </span>
      )}
      <Menu
        trigger={
          <button ref={button} type="button" className={buttonClass("quiet", "normal", "min-w-0")}>
            <span className="sr-only">Account </span>
            <span className="hidden max-w-28 truncate sm:inline">{session.upstream}</span>
            <span className="font-mono text-xs">
              <span aria-hidden>····</span>
              {session.keyHint}
            </span>
            <ChevronDown aria-hidden />
          </button>
        }
      >
        <MenuLabel>
          Server <span className="text-ink">{session.upstream}</span>
          <br />
          Key <span className="font-mono text-ink">{key}</span>
        </MenuLabel>
        <MenuItem onSelect={() => showWindow("palette")}>
          <Search aria-hidden />
          Search and commands…
        </MenuItem>
        <MenuItem onSelect={() => showWindow("keys")}>
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </MenuItem>
        <NotifyItem />
        <MenuItem onSelect={() => void begin()}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </Menu>
      {Dialog && <Dialog leaving={leaving} onClosed={() => button.current?.focus()} />}
    </>
  );
}
