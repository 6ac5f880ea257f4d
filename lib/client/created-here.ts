"use client";

/** The tasks that this very tab created: a list shows them without asking. */
const created = new Set<string>();

/** Remembers a task until the tab is loaded anew; the list then begins with it in any case. */
export const noteCreated = (taskId: string): void => void created.add(taskId);

/** Whether this tab created a task since it was loaded. */
export const isCreatedHere = (taskId: string): boolean => created.has(taskId);
