/** Who answers what at the rowing club. */
import { randomBytes } from "node:crypto";
import type { Asked } from "../asked.ts";
import { field as fieldOf, formOf, Refused } from "../asked.ts";
import { page, seeOther } from "../reply.ts";
import type { Route } from "../router.ts";
import { Sessions } from "../sessions.ts";
import { problemOf, shownValue } from "./check.ts";
import { groupsAt } from "./fields.ts";
import type { Draft } from "./pages.ts";
import { applicationPage, framed, receivedPage } from "./pages.ts";

const MAX_RECEIVED = 5;
const MAX_LENGTH = 1_000;
const NOTHING: Draft = { values: new Map(), problems: new Map() };

type Received = { id: string; rows: [label: string, value: string][] };

/** The routes of a club with applications of its own. */
export function formRoutes(): Route[] {
  const sessions = new Sessions<{ draft: Draft; received: Received[] }>(
    "form_session",
    "/form",
    () => ({ draft: NOTHING, received: [] }),
  );

  async function receive({ request }: Asked) {
    const form = await formOf(request);
    const fields = groupsAt(new Date()).flatMap((group) => group.fields);
    const values = new Map(
      fields.map(({ name }) => [name, fieldOf(form, name, MAX_LENGTH).replaceAll("\r\n", "\n")]),
    );
    const problems = new Map<string, string>();
    for (const field of fields) {
      const problem = problemOf(field, values.get(field.name) ?? "");
      if (problem) problems.set(field.name, problem);
    }
    const { held, cookie } = sessions.open(request);
    if (problems.size > 0) {
      for (const { name, type } of fields) if (type === "password") values.delete(name);
      held.draft = { values, problems };
      return seeOther("/form", cookie);
    }
    const id = randomBytes(9).toString("base64url");
    const rows = fields.map((field): [string, string] => [
      field.label,
      shownValue(field, values.get(field.name) ?? ""),
    ]);
    held.draft = NOTHING;
    held.received = [{ id, rows }, ...held.received].slice(0, MAX_RECEIVED);
    return seeOther(`/form/received/${id}`, cookie);
  }

  return [
    {
      path: /^\/form$/,
      get: ({ request }) => {
        const draft = sessions.find(request)?.draft ?? NOTHING;
        const content = applicationPage(groupsAt(new Date()), draft);
        return page(framed("Apply for membership", content));
      },
      post: receive,
    },
    {
      path: /^\/form\/received\/([\w-]+)$/,
      get: ({ request, parts: [id] }) => {
        const received = sessions.find(request)?.received.find((one) => one.id === id);
        if (!received) throw new Refused(404, "We have no such application.");
        return page(framed("Application received", receivedPage(received.rows)));
      },
    },
  ];
}
