"use client";

import { clsx } from "clsx";
import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={path === href ? "page" : here ? "true" : undefined}
      className={clsx(
        "inline-flex h-8 items-center rounded-lg px-2.5",
        here ? "font-medium text-ink" : "text-muted hover:bg-raised hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
