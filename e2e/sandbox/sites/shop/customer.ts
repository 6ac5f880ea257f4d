/** The one customer the shop knows. Both words are told on the sign-in page: they guard nothing. */
import { createHash, timingSafeEqual } from "node:crypto";

export const CUSTOMER = {
  user: "mira",
  password: "meadow-42",
  name: "Mira Sandvik",
  address: ["Mira Sandvik", "12 Birch Lane", "4410", "Eastmere"],
} as const;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether these are the customer's words; takes as long for a wrong name as for a wrong password. */
export function isCustomer(user: string, password: string): boolean {
  const name = timingSafeEqual(digest(user.toLowerCase()), digest(CUSTOMER.user));
  const word = timingSafeEqual(digest(password), digest(CUSTOMER.password));
  return name && word;
}
