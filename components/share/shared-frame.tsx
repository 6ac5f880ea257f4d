import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { SharedSkip } from "./shared-skip";

/** The frame of what strangers see: nothing in it leads into Runboard. */
export const SharedFrame = ({ children }: { children: ReactNode }) => (
  <div className="flex min-h-dvh flex-col lg:has-data-fill:h-dvh print:!block print:!h-auto">
    <SharedSkip />
    <header className="flex h-12 shrink-0 items-center border-b border-line bg-card px-3 sm:px-4 print:hidden">
      <Mark />
      <div className="ml-auto">
        <ThemeSwitch />
      </div>
    </header>
    <main
      id="main"
      tabIndex={-1}
      className="flex min-w-0 flex-1 flex-col outline-none lg:has-data-fill:min-h-0"
    >
      {children}
    </main>
  </div>
);
