"use client";

import type { DropdownMenu } from "radix-ui";
import { type ComponentProps, type ComponentType, createContext, type ReactNode, use } from "react";

export type MenuPart = {
  Item: ComponentType<ComponentProps<typeof DropdownMenu.Item>>;
  Label: ComponentType<{ children: ReactNode }>;
  Choices: ComponentType<ComponentProps<typeof DropdownMenu.RadioGroup>>;
  Choice: ComponentType<ComponentProps<typeof DropdownMenu.RadioItem>>;
  Chosen: ComponentType<ComponentProps<typeof DropdownMenu.ItemIndicator>>;
};

/** What a menu is made of; given by the list, which is fetched when a menu is opened. */
export const MenuParts = createContext<MenuPart | null>(null);

/** How an entry of a menu looks, with its icon and while it is pointed at or off. */
export const MENU_ITEM =
  "flex min-h-8 items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-raised data-disabled:opacity-60 [&_svg]:size-4 [&_svg]:text-muted";

function useParts(): MenuPart {
  const parts = use(MenuParts);
  if (!parts) throw new Error("A part of a menu is drawn outside of one.");
  return parts;
}

/** An entry that does something and closes the menu. */
export function MenuItem(props: ComponentProps<MenuPart["Item"]>) {
  const parts = useParts();
  return <parts.Item {...props} />;
}

/** Words above entries, no entry themselves. */
export function MenuLabel(props: ComponentProps<MenuPart["Label"]>) {
  const parts = useParts();
  return <parts.Label {...props} />;
}

/** One of a few: the `MenuChoice` whose value is `value`. */
export function MenuChoices(props: ComponentProps<MenuPart["Choices"]>) {
  const parts = useParts();
  return <parts.Choices {...props} />;
}

/** An entry that is one of the choices. */
export function MenuChoice(props: ComponentProps<MenuPart["Choice"]>) {
  const parts = useParts();
  return <parts.Choice {...props} />;
}

/** Within a `MenuChoice`: drawn only when it is the one. */
export function MenuChosen(props: ComponentProps<MenuPart["Chosen"]>) {
  const parts = useParts();
  return <parts.Chosen {...props} />;
}
