import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayMatch } from "./answer-pattern.ts";

/** What this thread has computed since, in ms; how busy the machine is does not count. */
const spentMs = (before: NodeJS.CpuUsage) => {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
};

describe("a pattern that a model wrote", () => {
  it.each([
    ["[+0-9 ]{6,20}", "+41 44 555", "call me"],
    ["\\d{4}", "1234", "12345"],
    ["[A-Z]{2}\\d+|none", "AB12", "nothing"],
    ["(?:\\d{1,3}\\.){3}\\d{1,3}", "10.0.0.1", "10.0.0"],
    ["\\d+(\\.\\d{1,2})?", "12.50", "12.505"],
    ["[\\w.+-]+@[\\w-]+\\.[a-z]{2,}", "a.b@c.example", "a.b at c"],
    ["(?=.*\\d)(?=.*[a-z]).{8,}", "passw0rd", "password"],
    ["\\p{Lu}.*", "Éric", "éric"],
    ["(?<year>\\d{4})-\\d\\d", "2026-01", "26-01"],
    ["(foo|bar)", "bar", "foobar"],
    ["[\\]()]+", "(])", "[x]"],
  ])("%s is honoured: %s matches, %s does not", (pattern, right, wrong) => {
    expect(mayMatch(pattern, right)).toBe(true);
    expect(mayMatch(pattern, wrong)).toBe(false);
  });

  it.each(["", "([", "*", "(?<", "a{2,1}", "\\", "a)|(b", "a*|)+q+<\\", "x".repeat(600)])(
    "%s asks for nothing that can be checked",
    (pattern) => expect(mayMatch(pattern, "anything")).toBe(true),
  );

  it.each([
    "(a+)+$",
    "(a*)*",
    "(a|a)*b",
    "(a|aa)+",
    "([a-z]+)*\\d",
    "((a?){30}){30}a",
    "(?:(?:a+)?)+b",
    "a*a*a*a*a*a*a*a*b",
    "(a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?){10}b",
    "(?=(a+))\\1+b",
    "(.*),(.*),(.*),(.*),(.*),(.*)!",
    "[\\q{a|aa}]+b",
    "(a{1000}){1000}",
    ".+\\w{99999}",
    "(\\u{61}*)*b",
    "(?:\\u{61}+)+b",
  ])("%s cannot hold the page up", (pattern) => {
    const before = process.threadCpuUsage();
    for (const length of [10, 30, 100, 1_000, 50_000]) mayMatch(pattern, "a".repeat(length));
    expect(spentMs(before)).toBeLessThan(1_500);
  });

  it("is never thrown over, and never keeps a page waiting", () => {
    const piece = fc.constantFrom(..."ab()[]{}|*+?.^$\\-,123:=!<>dwk&~q".split(""));
    const pattern = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(
        pattern,
        fc.constantFrom("a", "ab").chain((unit) => fc.nat(60).map((n) => unit.repeat(n))),
        (p, t) => {
          const before = process.threadCpuUsage();
          expect(typeof mayMatch(p, t)).toBe("boolean");
          expect(spentMs(before)).toBeLessThan(1_500);
        },
      ),
      // A smaller pattern that takes as long would be looked for as long again, many times over.
      { numRuns: 3_000, endOnFailure: true },
    );
  });
});
