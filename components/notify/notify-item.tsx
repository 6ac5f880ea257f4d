"use client";

import { Bell } from "lucide-react";
import { MenuItem } from "@/components/ui/menu-parts";
import { showWindow } from "@/lib/client/shell-window";
import { useNotifyChoice } from "@/lib/client/use-notify";

/** The entry of a menu that leads to desktop notifications. */
export function NotifyItem() {
  const [isOn] = useNotifyChoice();
  return (
    <MenuItem onSelect={() => showWindow("notify")}>
      <Bell aria-hidden />
      {isOn ? "Notifications are on…" : "Notify me…"}
    </MenuItem>
  );
}
