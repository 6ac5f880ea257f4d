"use client";

import { DropdownMenu } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { Anchor } from "./anchor";
import { useLandmark } from "./landmark";
import { MENU_ITEM, MenuParts, type MenuPart } from "./menu-parts";

const PARTS: MenuPart = {
  Item: (props) => <DropdownMenu.Item {...props} className={MENU_ITEM} />,
  Label: ({ children }) => (
    <DropdownMenu.Label className="px-2 py-1.5 text-xs text-muted">{children}</DropdownMenu.Label>
  ),
  Choices: DropdownMenu.RadioGroup,
  Choice: (props) => <DropdownMenu.RadioItem {...props} className={MENU_ITEM} />,
  Chosen: DropdownMenu.ItemIndicator,
};

/** The list of `Menu`, open. */
export function MenuList({
  id,
  trigger,
  isByKey,
  onClose,
  children,
}: {
  id: string;
  trigger: RefObject<HTMLElement | null>;
  /** Whether a key opened it: then its first line is the chosen one. */
  isByKey: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  // Whoever pressed elsewhere has the focus there.
  const wentElsewhere = useRef(false);
  // The library listens for keys from when it is there, which is after the one that opened it.
  const isEntered = useRef(!isByKey);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <Anchor to={trigger} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={useLandmark()}>
        <DropdownMenu.Content
          id={id}
          aria-labelledby={`${id}-trigger`}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            if (isEntered.current || target !== currentTarget) return;
            isEntered.current = true;
            currentTarget.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
          }}
          onInteractOutside={() => {
            wentElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!wentElsewhere.current) trigger.current?.focus();
          }}
          className="z-50 max-w-[calc(100vw-16px)] min-w-[min(12rem,calc(100vw-16px))] animate-arrive rounded-lg border border-line bg-card p-1"
        >
          <MenuParts value={PARTS}>{children}</MenuParts>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
