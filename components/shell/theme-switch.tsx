"use client";

import { Check, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { buttonClass } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { MenuChoice, MenuChoices, MenuChosen } from "@/components/ui/menu-parts";
import { THEMES } from "./themes";

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
      <MenuChoices value={theme} onValueChange={setTheme}>
        {THEMES.map(({ id, label, Icon }) => (
          <MenuChoice key={id} value={id}>
            <Icon aria-hidden />
            <span className="flex-1">{label}</span>
            <MenuChosen>
              <Check aria-hidden />
            </MenuChosen>
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  );
}
