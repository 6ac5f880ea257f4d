/** A page 320 px wide whose text is twice as large: what of it is lost (WCAG 1.4.4, 1.4.10). */
import type { Page } from "@playwright/test";

const NARROW = { width: 320, height: 740 };

/** @returns what scrolls sideways, is cut off, lies under something else or cannot be read, a line each */
export async function narrowLosses(page: Page): Promise<string[]> {
  await page.setViewportSize(NARROW);
  return page.evaluate(async () => {
    const root = document.documentElement;
    root.style.fontSize = "200%";
    // What measures itself does so in the next frames.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const lost: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}”`;
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const scrolls = (element: Element, way: "overflowX" | "overflowY" = "overflowX") =>
      /auto|scroll/.test(getComputedStyle(element)[way]);
    const isWithin = (element: Element, is: (around: Element) => boolean) => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (is(at)) return true;
      }
      return false;
    };
    const isScrolled = (element: Element) =>
      isWithin(element, (at) => scrolls(at) && at.scrollWidth > at.clientWidth);
    const isScrolledAway = (element: Element) =>
      isWithin(element, (at) => scrolls(at, "overflowY") && at.scrollHeight > at.clientHeight);
    // There for screen readers alone.
    const isUnseen = (element: Element) => getComputedStyle(element).clipPath === "inset(50%)";

    const sideways = root.scrollWidth - root.clientWidth;
    if (sideways > 0) {
      const wide = [...document.querySelectorAll("main *")].findLast(
        (element) => element.getBoundingClientRect().right > innerWidth + 1 && !isScrolled(element),
      );
      const why = wide ? `: ${nameOf(wide)}` : "";
      lost.push(`the page scrolls sideways by ${sideways} px${why}`);
    }

    const top =
      document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") ?? document;
    for (const control of top.querySelectorAll(
      "a[href], button, input, select, textarea, [role=tab], [role^=menuitem]",
    )) {
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      if (!isShown(control) || isUnseen(control) || width * height === 0) continue;
      if ((left < -1 || right > innerWidth + 1) && !isScrolled(control)) {
        lost.push(
          `${nameOf(control)} is cut off: from ${Math.round(left)} to ${Math.round(right)}`,
        );
      }
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const over = y >= 0 && y < innerHeight && x >= 0 ? document.elementFromPoint(x, y) : null;
      const isOwn = (it: Element) =>
        it.contains(control) || control.contains(it) || it.closest("label")?.contains(control);
      if (over && !isOwn(over) && !isScrolled(control) && !isScrolledAway(control)) {
        lost.push(`${nameOf(control)} lies under ${nameOf(over)}`);
      }
    }

    for (const element of top.querySelectorAll("p, span, h1, h2, h3, td, th, a, dt, dd, legend")) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + 1 && !isUnseen(element);
      if (!isCut || overflowX === "visible" || scrolls(element) || !isShown(element)) continue;
      const hasWay =
        element.closest("[title], [aria-expanded], option") || element.querySelector("[title]");
      if (!hasWay) lost.push(`${nameOf(element)} is clipped (${textOverflow})`);
    }
    root.style.fontSize = "";
    return lost;
  });
}
