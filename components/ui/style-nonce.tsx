"use client";

import { setNonce } from "get-nonce";
import { useState } from "react";

/** Lets Radix's scroll lock write its style element under the page's policy. Draws nothing. */
export function StyleNonce({ nonce }: { nonce: string | undefined }) {
  useState(() => nonce && setNonce(nonce));
  return null;
}
