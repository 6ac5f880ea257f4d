"use client";

import { KeySheet } from "@/components/keys/key-sheet";
import { NotifyWindow } from "@/components/notify/notify-window";
import { Palette } from "@/components/palette/palette";
import { useShellWindow } from "@/lib/client/shell-window";

/** The window that is open. */
export function WindowShown() {
  switch (useShellWindow()) {
    case "palette":
      return <Palette />;
    case "keys":
      return <KeySheet />;
    case "notify":
      return <NotifyWindow />;
    case null:
      return null;
  }
}
