/** The shop's login: people are asked who they are, and asked again when it was wrong. */
import type { Hand } from "../hand.ts";
import { GaveUp } from "../gave-up.ts";
import { textOf, valuesOf } from "../answer-values.ts";

const MOST_TRIES = 3;

const FIELDS = [
  { type: "text", label: "User name", autocomplete: "off", required: true },
  { type: "password", label: "Password", autocomplete: "off", required: true },
];

const isElsewhere = (url: URL): boolean => !url.pathname.endsWith("/login");

const ASKED = {
  first: { heading: "Sign in to the shop", words: "The shop asks who you are." },
  wrong: {
    heading: "The shop did not accept that",
    words: "Name or password was wrong, says the shop.",
  },
  missing: { heading: "Sign in to the shop", words: "It takes both, a user name and a password." },
};

const question = (hint: string, asked: keyof typeof ASKED) => ({
  heading: ASKED[asked].heading,
  description: `${ASKED[asked].words} ${hint}`,
  fields: FIELDS,
  submitButton: { label: "Sign in" },
});

/**
 * Signs in on the login page that is open.
 * @throws GaveUp after three wrong answers, or when nobody answers
 */
export async function logIn(hand: Hand): Promise<void> {
  const { page } = hand;
  const form = page.locator("form#login");
  const hint = (await page.locator(".hint").first().textContent()) ?? "";
  const says = `Its page says: “${hint.replace(/\s+/g, " ").trim().slice(0, 300)}”`;
  // Whoever has taken control of the browser may sign in there.
  const byHand = page.waitForURL(isElsewhere, { timeout: 0 });
  byHand.catch(() => {});
  let asked: keyof typeof ASKED = "first";
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await hand.ask(question(says, asked), byHand);
    if (answer === null) return;
    const [user = "", password = ""] = valuesOf(answer, FIELDS).map(textOf);
    // The page would not send it.
    asked = user === "" || password === "" ? "missing" : "wrong";
    if (asked === "missing") continue;
    await hand.say("Signing in");
    await hand.type(form.locator("input[name=user]"), user);
    await hand.type(form.locator("input[name=password]"), password);
    await hand.submit(form);
    if (isElsewhere(new URL(page.url()))) return;
  }
  throw new GaveUp(`The shop did not accept ${MOST_TRIES} sign-ins.`);
}

export const isLogin = (hand: Hand): boolean => !isElsewhere(new URL(hand.page.url()));
