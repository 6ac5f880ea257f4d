import { Link } from "@/components/ui/link";
import { Mark } from "./mark";
import { ThemeSwitch } from "./theme-switch";

/** The bar above a page for nobody in particular: no navigation, no account. */
export const BareHeader = () => (
  <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 border-b border-line bg-card px-3 sm:gap-x-4 sm:px-4">
    <Link href="/" className="rounded-md">
      <Mark />
    </Link>
    <div className="ml-auto">
      <ThemeSwitch />
    </div>
  </header>
);
