const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/**
 * A limit of a field as it is read: a date with its month in words, which is told from no way of
 * writing dates that a browser's own control may have. All else as it is.
 * @param limit one that a value can have, such as 2025-01-01 or 2025-01-01T09:30
 */
export const limitWords = (limit: string): string =>
  limit.replace(/^\d{4}-\d\d-\d\d/, (day) => DAY.format(Date.parse(day))).replace("T", ", ");
