"use client";

import { Check, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu } from "radix-ui";
import { buttonClass } from "@/components/ui/button";
import { MENU_ITEM, Menu } from "@/components/ui/menu";

const THEMES = [
  { id: "light", label: "Light", Icon: Sun },
  { id: "dark", label: "Dark", Icon: Moon },
  { id: "system", label: "System", Icon: Monitor },
] as const;

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      trigger={
        <button type="button" aria-label="Theme" className={buttonClass("quiet", "icon")}>
          <Sun className="dark:hidden" aria-hidden />
          <Moon className="hidden dark:block" aria-hidden />
        </button>
      }
    >
      <DropdownMenu.RadioGroup value={theme} onValueChange={setTheme}>
        {THEMES.map(({ id, label, Icon }) => (
          <DropdownMenu.RadioItem key={id} value={id} className={MENU_ITEM}>
            <Icon aria-hidden />
            <span className="flex-1">{label}</span>
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </Menu>
  );
}
