/** Words that differ from run to run, such as times and ids, always the same ones: for pictures. */
import type { Page } from "@playwright/test";

/** From now on the page shows these, also after it has been drawn anew. */
export const steadyWords = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const STEADY: [RegExp, string][] = [
      [/\b\d{1,2} [A-Z][a-z]{2} \d{4}\b/g, "14 Mar 2026"],
      [/\bCES?T\b/g, "CET"],
      [/\b\d{1,2}:\d\d:\d\d(\.\d+)?\b/g, "12:34:56"],
      [/(?<![:\d])\d{1,2}:\d\d\b(?!:)/g, "12:34"],
      [/just now|\b\d+ (s|min|h|d) ago/g, "2 s ago"],
      [/(under )?\b\d+ ?(s|m|min|h|d)\b( \d+ ?(s|m|h)\b)?(?! ago)/g, "1m 20s"],
      [/\b(run|task)_[0-9a-f]+/g, "$1_1234"],
      [/····[0-9a-f]{4}/g, "····1234"],
      [/localhost:\d+/g, "localhost:2004"],
    ];
    const set = (node: Node) => {
      const is = node.nodeValue ?? "";
      const steady = STEADY.reduce((text, [what, by]) => text.replace(what, by), is);
      if (steady !== is) node.nodeValue = steady;
    };
    const setAll = (root: Node) => {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) set(node);
    };
    setAll(document.body);
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "characterData") set(target);
        for (const node of addedNodes) {
          if (node.nodeType === Node.TEXT_NODE) set(node);
          else setAll(node);
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
