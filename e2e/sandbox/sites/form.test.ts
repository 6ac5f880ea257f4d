import { expect, test } from "vitest";
import { groupsAt } from "./form/fields.ts";
import { all, sharedSites } from "./test-site.ts";

const YEAR = new Date().getFullYear() + 1;

const RIGHT: Record<string, string> = {
  full_name: "Åsa <Öberg>",
  birthday: "1990-05-17",
  email: "asa@post.example",
  phone: "+46 8 123456",
  website: "https://asa.example/boats?x=1&y=2",
  password: "correct horse",
  years: "2.5",
  boat: "double",
  membership: "student",
  fitness: "7",
  start: `${YEAR}-03`,
  trial: `${YEAR}-03-04T09:30`,
  training: "06:45",
  camp: `${YEAR}-W20`,
  about: "Because of the quiet\r\nbefore everybody is up.",
  newsletter: "yes",
  rules: "yes",
};

const { sites, visitor } = await sharedSites();

test("has one field of every type, each with a label", async () => {
  const { text } = await visitor.get("/form");
  const types = groupsAt(new Date()).flatMap((group) => group.fields.map(({ type }) => type));
  expect(new Set(types).size).toBe(17);
  expect(types).toHaveLength(17);
  const ids = all(text, /<(?:input|select|textarea)[^>]* id="([^"]+)"/);
  expect(ids).toHaveLength(19);
  expect(all(text, /<label for="([^"]+)"/).sort()).toEqual(ids.sort());
});

test("what is right is received, shown as text, and the password is not", async () => {
  const posted = await visitor.post("/form", RIGHT);
  expect(posted.status).toBe(303);
  const { text } = await visitor.get(posted.headers.get("location") ?? "");
  const received = all(text, /<tr><th scope="row">(.*?)<\/tr>/);
  expect(received).toHaveLength(17);
  expect(text).toContain("<td>Åsa &lt;Öberg&gt;</td>");
  expect(text).toContain("<td>https://asa.example/boats?x=1&amp;y=2</td>");
  for (const shown of [
    "Favourite boatDouble scull",
    "MembershipStudent",
    "Password for the boat diaryreceived, not shown",
    "Send me the club’s letter every monthYes",
  ]) {
    expect(received).toContain(shown);
  }
  expect(text).not.toContain("correct horse");
});

test("it is shown to whoever sent it, and to nobody else", async () => {
  const location = (await visitor.post("/form", RIGHT)).headers.get("location") ?? "";
  expect((await visitor.get(location)).status).toBe(200);
  expect((await sites.visitor().get(location)).status).toBe(404);
});

test("what is not required may be left out", async () => {
  const optional = ["phone", "website", "camp", "newsletter"];
  const rest = Object.entries(RIGHT).filter(([name]) => !optional.includes(name));
  const { text } = await visitor.sent("/form", Object.fromEntries(rest));
  expect(all(text, /<td>(not given|No)<\/td>/)).toEqual([
    "not given",
    "not given",
    "not given",
    "No",
  ]);
});

test.each([
  ["full_name", "", "Please fill this in."],
  ["full_name", "Al", "Please write 3 characters or more."],
  ["full_name", "A".repeat(81), "Please write 80 characters or fewer."],
  ["birthday", "yesterday", "Please enter a date."],
  ["birthday", "1929-12-31", "Please choose 1930-01-01 or later."],
  ["birthday", "2031-01-01", "Please choose 2015-12-31 or earlier."],
  ["email", "asa@post", "Please enter an email address."],
  ["phone", "call me", "Please keep to the pattern."],
  ["website", "javascript:alert(1)", "Please enter a whole address, with https://."],
  ["password", "short", "Please write 8 characters or more."],
  ["years", "-1", "Please choose 0 or more."],
  ["years", "61", "Please choose 60 or less."],
  ["years", "2.25", "Please keep to the steps."],
  ["years", "many", "Please enter a number."],
  ["boat", "titanic", "Please choose one of these."],
  ["membership", "", "Please fill this in."],
  ["fitness", "11", "Please choose 10 or less."],
  ["start", "2001-01", /^Please choose \d{4}-\d\d or later\.$/],
  ["trial", "2001-01-01T10:00", /^Please choose \d{4}-\d\d-\d\dT06:00 or later\.$/],
  ["training", "05:45", "Please choose 06:00 or later."],
  ["training", "06:50", "Please keep to the steps."],
  ["training", "25:00", "Please enter a time."],
  ["camp", "2031-20", "Please enter a week."],
  ["about", "Because.", "Please write 20 characters or more."],
  ["rules", "", "Please tick this."],
])("%s %j is asked for again", async (name, value, problem) => {
  const posted = await visitor.post("/form", { ...RIGHT, [name]: value });
  expect([posted.status, posted.headers.get("location")]).toEqual([303, "/form"]);
  const { text } = await visitor.get("/form");
  const said = all(text, /<span class="problem" id="[^"]+">(.*?)<\/span>/);
  expect(said).toEqual([expect.stringMatching(problem)]);
  expect(text).toContain(`id="${name}-problem"`);
  expect(text).toContain('role="alert"');
});

test("after a mistake everything else is still there, but the password", async () => {
  const { text } = await visitor.sent("/form", { ...RIGHT, years: "99" });
  expect(text).toContain('value="Åsa &lt;Öberg&gt;"');
  expect(text).toContain('<option value="double" selected>');
  expect(text).toMatch(/id="membership-student"[^>]* checked>/);
  expect(text).toMatch(/id="newsletter"[^>]* checked/);
  expect(text).not.toContain("correct horse");
});
