"use client";

import { Download } from "lucide-react";
import type { MouseEventHandler } from "react";
import { buttonClass } from "@/components/ui/button";

/** The result as files: all of it as JSON, its table as CSV. */
export function ResultDownloads({
  path,
  hasTable,
  onClick,
}: {
  /** Of the run in our API. */
  path: string;
  hasTable: boolean;
  onClick: MouseEventHandler<HTMLAnchorElement>;
}) {
  const formats = [
    ...(hasTable ? [{ format: "csv", word: "CSV", what: "Download the data table as CSV" }] : []),
    { format: "json", word: "JSON", what: "Download the result as JSON" },
  ];
  return (
    <div className="ml-auto flex flex-wrap justify-end gap-1 print:hidden">
      {formats.map(({ format, word, what }) => (
        <a
          key={format}
          href={`${path}/result?format=${format}`}
          download
          onClick={onClick}
          aria-label={what}
          title={what}
          className={buttonClass("quiet", "small")}
        >
          <Download aria-hidden />
          {word}
        </a>
      ))}
    </div>
  );
}
