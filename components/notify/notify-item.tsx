"use client";

import { Bell } from "lucide-react";
import { MenuItem } from "@/components/ui/menu-parts";
import { notifyPermission } from "@/lib/client/notify-permission";
import { showWindow } from "@/lib/client/shell-window";
import { useNotifyChoice } from "@/lib/client/use-notify";

/** The entry of a menu that leads to desktop notifications. */
export function NotifyItem() {
  const [wanted] = useNotifyChoice();
  // Drawn as the menu opens: what was allowed may have been taken back since.
  const isOn = wanted && notifyPermission() === "granted";
  return (
    <MenuItem onSelect={() => showWindow("notify")}>
      <Bell aria-hidden />
      {isOn ? "Notifications are on…" : "Notify me…"}
    </MenuItem>
  );
}
