"use client";

import { useState } from "react";
import { webAddress } from "@/lib/client/result-columns";
import type { Json } from "@/lib/contract/api";

const SHOWN = 200;
const SHOWN_CHARS = 2_000;
const SHOWN_KEY = 40;

const isNested = (value: Json | undefined): value is Json[] | { [key: string]: Json } =>
  typeof value === "object" && value !== null;

function summary(value: Json[] | { [key: string]: Json }): string {
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  const noun = Array.isArray(value) ? "item" : "field";
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** One value that holds no others, as text; web addresses are links. */
function JsonLeaf({ value }: { value: Json | undefined }) {
  const [whole, setWhole] = useState(false);
  if (value === undefined || value === null) return <span className="text-muted">–</span>;
  if (value === "") return <span className="text-muted">empty</span>;
  const text = String(value);
  const href = typeof value === "string" ? webAddress(value) : null;
  if (href) {
    return (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="wrap-anywhere text-accent underline underline-offset-2"
      >
        {text}
      </a>
    );
  }
  const isCut = text.length > SHOWN_CHARS && !whole;
  return (
    <span className="wrap-anywhere whitespace-pre-wrap">
      {isCut ? text.slice(0, SHOWN_CHARS) : text}
      {isCut && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="ml-1 rounded text-accent underline underline-offset-2"
        >
          Show all {text.length} characters
        </button>
      )}
    </span>
  );
}

/**
 * Any JSON value, opened in place level by level; what is closed is not drawn. Never rendered as
 * HTML.
 * @param label the key it has in what holds it, where that is not drawn beside it
 */
export function JsonTree({
  value,
  open = false,
  label,
}: {
  value: Json | undefined;
  open?: boolean;
  label?: string;
}) {
  const [isOpen, setIsOpen] = useState(open);
  if (!isNested(value)) return <JsonLeaf value={value} />;
  const entries = Object.entries(value);
  if (entries.length === 0) return <span className="text-muted">nothing</span>;
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded whitespace-nowrap text-muted hover:text-ink">
        {label !== undefined && (
          <span aria-hidden className="mr-3 font-mono text-xs" title={label}>
            {label.length > SHOWN_KEY ? `${label.slice(0, SHOWN_KEY)}…` : label}
          </span>
        )}
        {summary(value)}
      </summary>
      {isOpen && <Entries entries={entries} />}
    </details>
  );
}

function Entries({ entries }: { entries: [string, Json][] }) {
  return (
    <>
      <dl className="mt-1 grid min-w-56 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 border-l border-line pl-3">
        {entries.slice(0, SHOWN).map(([key, inner]) => (
          <Entry key={key} name={key} value={inner} />
        ))}
      </dl>
      {entries.length > SHOWN && (
        <p className="text-muted">{entries.length - SHOWN} more are not shown</p>
      )}
    </>
  );
}

/** What holds others has the whole width, so that thirty levels of it can be read. */
function Entry({ name, value }: { name: string; value: Json }) {
  if (isNested(value) && Object.keys(value).length > 0) {
    return (
      <div className="relative col-span-2 min-w-0">
        <dt className="sr-only">{name}</dt>
        <dd>
          <JsonTree value={value} label={name} />
        </dd>
      </div>
    );
  }
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt
        className="max-w-44 truncate pl-[15px] font-mono text-xs leading-5 text-muted"
        title={name}
      >
        {name}
      </dt>
      <dd className="min-w-0">
        <JsonTree value={value} />
      </dd>
    </div>
  );
}
