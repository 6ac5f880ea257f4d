import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./button";

/** Back and forth between pages; nothing when there is only one. */
export function Pager({
  page,
  limit,
  total,
  onPage,
}: {
  page: number;
  limit: number;
  /** Null when nobody knows how many there are. */
  total: number | null;
  onPage: (page: number) => void;
}) {
  const pages = total === null ? null : Math.max(1, Math.ceil(total / limit));
  if (pages === 1 && page === 1) return null;
  // Not `disabled`: the button that led here keeps the focus.
  const isFirst = page <= 1;
  const isLast = pages !== null && page >= pages;
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-end gap-2 text-muted tabular-nums"
    >
      <Button
        look="quiet"
        aria-disabled={isFirst}
        onClick={() => !isFirst && onPage(Math.min(page - 1, pages ?? page))}
      >
        <ChevronLeft aria-hidden />
        Previous
      </Button>
      <span aria-current="page">
        Page {page}
        {pages !== null && ` of ${pages}`}
      </span>
      <Button look="quiet" aria-disabled={isLast} onClick={() => !isLast && onPage(page + 1)}>
        Next
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
