"use client";

import { createContext } from "react";
import type { ShareRow } from "@/lib/contract/shares";

/**
 * Tells the list which link is being edited: the row that holds the dialog stays for as long, also
 * when the link has ended meanwhile. Null: none is any more.
 */
export const EditedShare = createContext<(share: ShareRow | null) => void>(() => undefined);
