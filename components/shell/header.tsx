import { Link } from "@/components/ui/link";
import type { SessionView } from "@/lib/contract/api";
import { AccountMenu } from "./account-menu";
import { Mark } from "./mark";
import { NavLink } from "./nav-link";
import { ThemeSwitch } from "./theme-switch";

/** The bar above every page; without a session it carries no navigation. */
export function Header({ session }: { session: SessionView | null }) {
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 border-b border-line bg-card px-3 sm:gap-x-4 sm:px-4 print:hidden">
      <Link href="/" className="rounded-md">
        <Mark compact={session !== null} />
      </Link>
      {session && (
        <nav aria-label="Main" className="flex flex-wrap items-center">
          <NavLink href="/tasks">Tasks</NavLink>
          <NavLink href="/shares">Shares</NavLink>
        </nav>
      )}
      <div className="ml-auto flex min-w-0 flex-wrap items-center gap-1">
        <ThemeSwitch />
        {session && <AccountMenu session={session} />}
      </div>
    </header>
  );
}
