/** What a catalogue of pages is made of: one state of one page. */
import type { Locator, Page } from "@playwright/test";
import type { Dialect } from "../sandbox.ts";
import type { Visit } from "./visit.ts";

export type GalleryState = {
  /** Of its pictures; they are sorted by it. */
  name: string;
  /** Sets it up and goes there. */
  open: (visit: Visit) => Promise<unknown>;
  /** What is seen once it is settled. */
  settled: (page: Page) => Locator;
  /** Console errors that belong to it. */
  errors?: RegExp;
  /** How the server speaks; as documented where nothing is said. */
  dialect?: Dialect;
  /** Needs a key that nobody has used. */
  fresh?: boolean;
  /** Is there only where the parts of a run are tabs. */
  tabbed?: boolean;
};

export type GalleryGroup = { name: string; states: GalleryState[] };
