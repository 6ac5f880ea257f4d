/** What the demo says of the browser behind it. Pure. */

export const SUGGESTIONS = [
  "Find the cheapest yoga mat over 6 mm",
  "Log in and read my orders",
  "Collect today's headlines",
];

const REPLAYED = "so tasks you create replay recorded runs.";
/** As much as DEMO_NOTICE takes. */
const MAX_NOTICE = 300;

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** The first line of what the sandbox says, to stand within a sentence. */
const clause = (text) => text.split("\n")[0].replace(/\.$/, "");

function why(search, reason) {
  switch (search.is) {
    case "off":
      return `DEMO_BROWSER is off, ${REPLAYED}`;
    case "none":
      return `No Chromium that starts was found on this machine, ${REPLAYED} Install Chromium, or set CHROMIUM_PATH, and start the demo again.`;
    case "late":
      return `Looking for a Chromium took too long, ${REPLAYED} Install Chromium, or set CHROMIUM_PATH, and start the demo again.`;
    case "broken":
      return `CHROMIUM_PATH names ${cut(search.path, 100)}, which does not start, ${REPLAYED} Correct it and start the demo again.`;
    default:
      return reason
        ? `The Chromium at ${cut(search.path, 80)} is not used (${cut(clause(reason), 80)}), ${REPLAYED}`
        : `The sandbox does not drive a browser, ${REPLAYED}`;
  }
}

/**
 * Why tasks are replayed, for the sign-in page.
 * @param search what came of looking for a browser
 * @param browser what the sandbox says of it: `{driven, reason, version}`
 * @returns null when a browser runs those that are for one
 */
export const noticeOf = (search, { driven, reason }) =>
  driven ? null : cut(why(search, reason), MAX_NOTICE);

/**
 * The last words before the demo is left to itself.
 * @param sandbox the origin of the sandbox
 */
export const closingWords = (address, key, sandbox, search, browser) =>
  [
    `Runboard: ${address}`,
    `Demo key: ${key}`,
    noticeOf(search, browser) ??
      `A real browser runs the browser tasks you create: Chromium ${browser.version ?? search.path}. Deep research and generative tasks replay recorded runs.`,
    `Break the server behind it, fault by fault: ${sandbox}/_sandbox/`,
    "Ctrl-C stops both servers.",
  ].join("\n");
