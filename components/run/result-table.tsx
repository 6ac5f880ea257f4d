"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { ColumnResizer } from "@/components/ui/column-resizer";
import { JsonTree } from "@/components/ui/json-tree";
import { sortRows } from "@/lib/client/result-columns";
import type { RunResult } from "@/lib/contract/api";
import { cellOf, tableColumns } from "@/lib/run/table";

/** By column, in px; what is not in it is as wide as its content. */
type Widths = ReadonlyMap<string, number | null>;

const fixed = (width: number | null | undefined) =>
  width ? { minWidth: width, maxWidth: width, width } : undefined;

/** What is drawn at first: a hostile table may have thousands of columns. */
const SHOWN_ROWS = 100;
const SHOWN_COLUMNS = 50;

type Order = { column: string; descending: boolean } | null;

const next = (order: Order, column: string): Order => {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? null : { column, descending: true };
};

/** Rows whose keys differ: every key of any row is a column; a click on its head sorts by it, its edge resizes it. */
export function ResultTable({ rows }: { rows: RunResult["dataTable"] }) {
  const all = useMemo(() => tableColumns(rows), [rows]);
  const [isWhole, setIsWhole] = useState(false);
  const columns = isWhole ? all : all.slice(0, SHOWN_COLUMNS);
  const [order, setOrder] = useState<Order>(null);
  const [widths, setWidths] = useState<Widths>(new Map());
  const ordered = order ? sortRows(rows, order.column, order.descending) : rows;
  const shown = isWhole ? ordered : ordered.slice(0, SHOWN_ROWS);
  // Stretched over the whole width, no column would keep its own.
  const isFree = ![...widths.values()].some((width) => width !== null);
  const isCut = columns.length < all.length || shown.length < rows.length;
  return (
    <>
      <div className="shade-beside">
        <div
          role="region"
          aria-label="Data table"
          className="max-h-[70dvh] overflow-auto rounded-lg border border-line"
        >
          <table
            className={clsx(
              "border-collapse text-left text-sm",
              isFree ? "w-max min-w-full" : "w-max",
            )}
          >
            <thead className="sticky top-0 z-10 bg-raised">
              <tr>
                {columns.map((column) => (
                  <Head
                    key={column}
                    column={column}
                    order={order}
                    onSort={() => setOrder(next(order, column))}
                    width={widths.get(column) ?? null}
                    onResize={(width) => setWidths((all) => new Map(all).set(column, width))}
                  />
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {shown.map((row, index) => (
                // Rows have no identity of their own.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={index} className="align-top">
                  {columns.map((column) => (
                    <td
                      key={column}
                      style={fixed(widths.get(column))}
                      className="max-w-80 min-w-24 px-3 py-2 tabular-nums"
                    >
                      <div className="max-h-40 overflow-y-auto">
                        <JsonTree value={cellOf(row, column)} />
                      </div>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {isCut && (
        <Button look="quiet" className="self-start" onClick={() => setIsWhole(true)}>
          Show all {rows.length} rows and {all.length} columns
        </Button>
      )}
    </>
  );
}

function Head({
  column,
  order,
  onSort,
  width,
  onResize,
}: {
  column: string;
  order: Order;
  onSort: () => void;
  width: number | null;
  onResize: (width: number | null) => void;
}) {
  const mine = order?.column === column ? order : null;
  const name = column || "(no name)";
  return (
    <th
      scope="col"
      aria-label={name}
      aria-sort={mine ? (mine.descending ? "descending" : "ascending") : undefined}
      style={fixed(width)}
      className="relative max-w-80 min-w-24 p-0 font-medium whitespace-nowrap"
    >
      <button
        type="button"
        onClick={onSort}
        title={name}
        className="flex h-8 w-full items-center gap-1 px-3 text-xs text-muted outline-offset-[-2px] hover:text-ink [&_svg]:size-3.5"
      >
        <span className="truncate">{name}</span>
        {mine && (mine.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
      </button>
      <ColumnResizer column={name} width={width} onResize={onResize} />
    </th>
  );
}
