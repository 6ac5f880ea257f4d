/** What the gate answers itself, when there is nothing to pass on. */
import { escaped } from "../escaped.ts";

/**
 * Why: the rule forbids it; nobody listens; there is no way there; no answer in time; the answer
 * was none or broke off.
 */
export type Trouble = "denied" | "refused" | "unreachable" | "timeout" | "broken";

/** Told apart by this from a site's own answers, which never have it. */
export const TROUBLE_HEADER = "x-sandbox-gate";

/** The code of the error when a name turns out to lead where its port is denied. */
export const DENIED_CODE = "EGATEDENIED";

const ANSWERS: Record<Trouble, { status: number; reason: string; words: string }> = {
  denied: {
    status: 403,
    reason: "Forbidden",
    words: "The sandbox’s browser may not go there.",
  },
  refused: { status: 502, reason: "Bad Gateway", words: "Nobody listens there." },
  unreachable: { status: 502, reason: "Bad Gateway", words: "There is no way there." },
  timeout: { status: 504, reason: "Gateway Timeout", words: "It took too long to answer." },
  broken: { status: 502, reason: "Bad Gateway", words: "It hung up, or its answer made no sense." },
};

/** What a failed connection or request comes to. */
export function troubleOf(error: unknown): Trouble {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === DENIED_CODE) return "denied";
  if (code === "ECONNREFUSED") return "refused";
  if (code === "ETIMEDOUT") return "timeout";
  if (/^(ECONNRESET|EPIPE|HPE_)|^$/.test(code)) return "broken";
  return "unreachable";
}

/** A page that says what is wrong with an origin, and its headers, name after value. */
export function troubleAnswer(trouble: Trouble, origin: string) {
  const { status, reason, words } = ANSWERS[trouble];
  const body = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${status} ${reason}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 32rem; padding: 0 1rem">
<h1 style="font-size: 1.25rem">${escaped(origin)}</h1>
<p>${words}</p></body></html>
`;
  const headers = [
    [TROUBLE_HEADER, trouble],
    ["content-type", "text/html; charset=utf-8"],
    ["content-length", String(Buffer.byteLength(body))],
    ["content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"],
    ["cache-control", "no-store"],
  ].flat();
  return { status, reason, headers, body };
}
