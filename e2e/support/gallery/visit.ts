/** Somebody who looks at one page of Runboard after the other, in one tab. */
import { expect, type Page } from "@playwright/test";
import type { ShareInclude } from "../../../lib/contract/shares.ts";
import { address } from "../addresses.ts";
import { type AnswerLink, makeAnswerLink, openQuestion } from "../answer-links.ts";
import { Client } from "../http-client.ts";
import { goSoftly } from "../run-page.ts";
import { type Dialect, mintKey, type RunOptions, type SandboxKey } from "../sandbox.ts";
import { type Link, shareRun } from "../shares.ts";

/** Pages the router of whoever is signed in leads to. */
const INSIDE = /^\/(tasks|shares)/;

type World = { dialect: Dialect; sandbox: SandboxKey; client: Client };
type TaskWish = { name?: string; recurring?: boolean; runs?: RunOptions[] };

export class Visit {
  readonly page: Page;
  readonly origin: string;
  #world: World | null = null;
  /** What the key of this world has been given already. */
  #given = new Set<(visit: Visit) => Promise<void>>();

  constructor(page: Page, origin = address("dashboard")) {
    this.page = page;
    this.origin = origin;
  }

  get sandbox(): SandboxKey {
    return this.#inWorld().sandbox;
  }

  get client(): Client {
    return this.#inWorld().client;
  }

  #inWorld(): World {
    if (!this.#world) throw new Error("Nobody has signed in yet.");
    return this.#world;
  }

  /** Signs in; with another key only where `fresh` or the dialect asks for one. */
  async enter(dialect: Dialect = "documented", fresh = false): Promise<void> {
    if (!fresh && this.#world?.dialect === dialect) return;
    const sandbox = await mintKey(address("sandbox"), { dialect });
    const client = new Client(this.origin);
    await client.signIn(sandbox.key);
    const [name = "", value = ""] = client.cookie?.split(/=(.*)/s) ?? [];
    await this.page
      .context()
      .addCookies([{ name, value, url: this.origin, httpOnly: true, sameSite: "Lax" }]);
    // What is open belongs to the key before.
    if (this.#world) await this.page.goto("about:blank");
    this.#world = { dialect, sandbox, client };
    this.#given.clear();
  }

  /** Nobody is signed in any more. */
  async leave(): Promise<void> {
    await this.page.context().clearCookies();
    this.#world = null;
  }

  /** Takes back what a state has done to the network, the server and the page. */
  async reset(): Promise<void> {
    await this.page.context().setOffline(false);
    const isInside = INSIDE.test(new URL(this.page.url(), this.origin).pathname);
    // A link's page has no router of ours. Left first, it takes along what was held back.
    if (!isInside) await this.page.goto("about:blank");
    await this.page.unrouteAll({ behavior: "ignoreErrors" });
    await this.#world?.sandbox.clearFaults();
    // What lies over the page would lie over the next one, too.
    const over = this.page.locator("[role=dialog], [role=alertdialog], [role=menu]");
    for (let press = 0; press < 2 && (await over.count()) > 0; press += 1) {
      await this.page.keyboard.press("Escape");
    }
    if ((await over.count()) > 0) await this.page.goto("about:blank");
  }

  /** Does it unless that was done for this key. */
  async once(give: (visit: Visit) => Promise<void>): Promise<void> {
    if (this.#given.has(give)) return;
    this.#given.add(give);
    await give(this);
  }

  /** Requests to `glob` get no answer. */
  async stall(glob: string, method = /./): Promise<void> {
    await this.page.route(glob, (route) =>
      method.test(route.request().method()) ? undefined : route.fallback(),
    );
  }

  /** Goes to a page; softly where the tab is inside already. */
  async open(path: string): Promise<void> {
    const here = new URL(this.page.url(), this.origin);
    const there = new URL(path, this.origin);
    const isInside = here.origin === this.origin && INSIDE.test(here.pathname);
    // The same page again keeps what was done on it, unless it is loaded anew.
    if (isInside && INSIDE.test(path) && here.pathname !== there.pathname) {
      await goSoftly(this.page, path);
    } else await this.page.goto(there.href);
  }

  /** A new task of one run, or of the given ones. */
  async task(run: string | RunOptions, wish: TaskWish = {}) {
    const one = typeof run === "string" ? { script: run, startedAgoMs: 95_000 } : run;
    const { taskId, runIds } = await this.sandbox.addTask({
      name: "Compare prices of 27-inch monitors",
      runs: [one],
      ...wish,
    });
    // Its name is known once it has been on a list.
    await this.client.get("/api/tasks");
    return { taskId, runId: runIds.at(-1) ?? "" };
  }

  /** The same, and its newest run is opened. */
  async run(run: string | RunOptions, wish: TaskWish = {}) {
    const made = await this.task(run, wish);
    await this.open(`/tasks/${made.taskId}/runs/latest`);
    return made;
  }

  /** A link to a new run. */
  async share(run: string | RunOptions, include: Partial<ShareInclude> = {}): Promise<Link> {
    return shareRun(this.client, { ...(await this.task(run)), include });
  }

  /** A link to the question of a new run. */
  async answerLink(run: string): Promise<AnswerLink> {
    const made = await this.task(run);
    const callId = await openQuestion(this.client, made);
    return makeAnswerLink(this.client, { ...made, callId });
  }

  /** Presses a button, or what else is named so. */
  press(name: string | RegExp, role: "button" | "menuitem" | "tab" | "radio" = "button") {
    const exact = typeof name === "string";
    return this.page.getByRole(role, { name, exact }).first().click();
  }

  /** Presses what opens a window until one is open: while a page comes alive, a press may be lost. */
  opens(name: string): Promise<void> {
    return this.#untilOpen(() => this.press(name), 2_000);
  }

  /** The same by a key, which may be pressed once more while its window is on the way. */
  opensByKey(key: string): Promise<void> {
    return this.#untilOpen(() => this.page.keyboard.press(key), 400);
  }

  async #untilOpen(act: () => Promise<void>, againAfterMs: number): Promise<void> {
    const opened = this.page.locator("[role=dialog], [role=alertdialog]").first();
    await expect(async () => {
      if (!(await opened.isVisible())) await act();
      await opened.waitFor({ timeout: againAfterMs });
    }).toPass({ timeout: 15_000 });
  }
}
