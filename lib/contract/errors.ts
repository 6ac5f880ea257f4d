/** Every error code Runboard answers with, and the HTTP status it travels under. */
export const ERROR_STATUS = {
  signed_out: 401,
  key_rejected: 401,
  bad_request: 400,
  forbidden_origin: 403,
  wrong_host: 421,
  wrong_content_type: 415,
  too_large: 413,
  not_found: 404,
  share_paused: 403,
  share_ended: 410,
  share_limit: 409,
  link_used: 410,
  question_over: 410,
  already_sent: 409,
  answer_stale: 409,
  answers_unsupported: 501,
  answer_unconfirmed: 504,
  create_unconfirmed: 504,
  upstream_refused: 409,
  run_ended: 409,
  stop_unconfirmed: 504,
  outcome_unknown: 504,
  rate_limited: 429,
  upstream_unreachable: 502,
  upstream_error: 502,
  upstream_busy: 503,
  upstream_timeout: 504,
  shutting_down: 503,
  store_unavailable: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What each code says to a person: what happened, what is safe, what to do next. */
export const ERROR_MESSAGES: Record<ErrorCode, string> = {
  signed_out: "You are signed out. Sign in again to go on.",
  key_rejected: "The server did not accept this API key. Check the key and the server.",
  bad_request: "The request could not be understood.",
  forbidden_origin: "This request came from another site and was refused. Nothing was changed.",
  wrong_host: "Runboard does not answer under this address. Open it under its own address.",
  wrong_content_type: "A request body must be sent as application/json. Nothing was changed.",
  too_large: "The request was too large. Nothing was changed.",
  not_found: "There is nothing here, or it belongs to another key.",
  share_paused: "This link is paused. Whoever sent it can open it again.",
  share_ended: "This link has ended. Ask whoever sent it for a new one.",
  share_limit: "This run has 10 live links, which is the most. Revoke one, then try again.",
  link_used: "The answer was sent. This link works once.",
  question_over: "The agent no longer asks this question, so there is nothing to answer.",
  already_sent: "This was sent already. It is not sent twice.",
  answer_stale:
    "The agent no longer asks this question, so the answer was not taken. Look at the run.",
  answers_unsupported:
    "This server cannot take answers: it refused the right one. The run still waits; stop it, or answer through the program that created the task.",
  answer_unconfirmed:
    "The server accepted the answer, but the run is still waiting for it. It may go on in a moment; look before you send it again.",
  create_unconfirmed:
    "The task may have started: no answer came that says so. Look in the task list before you create it again.",
  upstream_refused: "The Browserable server refused this.",
  run_ended: "The run has ended already, so there was nothing to stop.",
  stop_unconfirmed:
    "The server accepted this, but the task is still active: further runs may start. A run that goes on can be stopped on its own.",
  outcome_unknown:
    "The Browserable server gave no answer that says whether this was done. Look before you try again.",
  rate_limited: "Too many requests. Wait a moment, then try again.",
  upstream_unreachable:
    "The Browserable server cannot be reached. Runs go on there; Runboard keeps trying.",
  upstream_error:
    "The Browserable server answered with an error. What was recorded so far is safe; try again in a moment.",
  upstream_busy: "Runboard holds calls to the Browserable server back for a moment. Try again.",
  upstream_timeout: "The Browserable server took too long to answer. Try again in a moment.",
  shutting_down:
    "This instance of Runboard is shutting down. Ask another one, or again in a moment.",
  store_unavailable:
    "Runboard cannot use its store at the moment; its log says why. Try again in a moment.",
  internal: "Something went wrong in Runboard. The request id helps to find out what.",
};

/** The body of every failed answer of Runboard's own API. */
export type ErrorBody = { error: { code: ErrorCode; message: string; requestId: string } };
