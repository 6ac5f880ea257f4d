/** What a page shows where the system chooses all colours (`forced-colors: active`). */
import type { Locator, Page } from "@playwright/test";

/** Of what is drawn, all that is left then: nothing of it is a colour of Runboard's. */
export type Look = {
  name: string;
  /** The colours of its ground and its words; "" for a ground that is that of the page. */
  ground: string;
  ink: string;
  /** Style and width of a border, below or at left, or an outline that can be seen; "" where there is none. */
  border: string;
  outline: string;
  height: number;
  /** Of the icon in it. */
  icon: string;
  isUnderlined: boolean;
  /** Whether the browser draws it: a box to tick, whose tick it knows to draw in any colours. */
  isNative: boolean;
};

/** How each of them looks that can be seen; `::after` counts as its own outline. */
export const looks = (elements: Locator): Promise<Look[]> =>
  elements.evaluateAll((all) => {
    const page = getComputedStyle(document.body).backgroundColor;
    const isSeen = (colour: string) => !/^rgba\(.*, 0\)$/.test(colour) && colour !== page;
    const line = (style: string, width: string, colour: string) =>
      style !== "none" && Number.parseFloat(width) >= 1 && isSeen(colour)
        ? `${style} ${width}`
        : "";
    const outline = (of: CSSStyleDeclaration) =>
      of.content === "none" ? "" : line(of.outlineStyle, of.outlineWidth, of.outlineColor);
    return all
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const style = getComputedStyle(element);
        // What is focused may be drawn as the label around it.
        const label = element.matches("input") ? element.closest("label") : null;
        const icon = element.querySelector("svg");
        return {
          name: `${element.tagName.toLowerCase()} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").slice(0, 40)}”`,
          ground: isSeen(style.backgroundColor) ? style.backgroundColor : "",
          ink: style.color,
          border:
            line(style.borderBottomStyle, style.borderBottomWidth, style.borderBottomColor) ||
            line(style.borderLeftStyle, style.borderLeftWidth, style.borderLeftColor),
          outline:
            outline(style) ||
            outline(getComputedStyle(element, "::after")) ||
            (label ? outline(getComputedStyle(label)) : ""),
          height: Math.round(element.getBoundingClientRect().height),
          icon: icon && isSeen(getComputedStyle(icon).color) ? icon.innerHTML : "",
          isUnderlined: style.textDecorationLine.includes("underline"),
          isNative: style.appearance !== "none",
        };
      });
  });

/** Goes on by Tab. @returns the names of what took the focus and shows no ring */
export async function ringless(page: Page, stops: number): Promise<string[]> {
  const without: string[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const [look] = await looks(page.locator("*:focus"));
    if (look && look.outline === "") without.push(look.name);
  }
  return without;
}
