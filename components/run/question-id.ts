/** Where links to the open question lead. */
export const QUESTION_ID = "question";
