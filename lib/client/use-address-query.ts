"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { addressText, pageOf, setPage, stillAhead } from "./address-query.ts";

/**
 * The query of the page's address. A change shows at once, asks no server, and takes the place of
 * the address before it.
 * @returns the query, and how to change it: each change is made to what the address holds then
 */
export function useAddressQuery(): [
  URLSearchParams,
  (by: (query: URLSearchParams) => void) => void,
] {
  const given = useSearchParams().toString();
  // The router takes up what was set a moment later.
  const [set, setSet] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState(given);
  if (seen !== given) {
    setSeen(given);
    setSet(stillAhead(set, given));
  }
  const change = useCallback((by: (query: URLSearchParams) => void) => {
    const { pathname, search, hash } = window.location;
    const query = new URLSearchParams(search);
    const before = query.toString();
    by(query);
    const after = query.toString();
    if (after === before) return;
    setSet((set) => [...set, after]);
    window.history.replaceState(null, "", `${pathname}${addressText(query)}${hash}`);
  }, []);
  return [new URLSearchParams(set.at(-1) ?? given), change];
}

/** The page of a list, from 1 on, which lives in the address; and how to go to another. */
export function usePageNumber(): [number, (page: number) => void] {
  const [query, change] = useAddressQuery();
  const goTo = useCallback((page: number) => change((query) => setPage(query, page)), [change]);
  return [pageOf(query), goTo];
}
