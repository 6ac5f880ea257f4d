import { describe, expect, test } from "vitest";
import { all, sharedSites } from "./test-site.ts";

const LOGIN = { user: "mira", password: "meadow-42" };

const { sites, visitor } = await sharedSites();

const location = (reply: { headers: Headers }) => reply.headers.get("location");

describe("signing in", () => {
  test.each(["/shop/orders", "/shop/checkout", "/shop/orders/LM-48203"])(
    "%s leads there first, and back",
    async (path) => {
      const login = location(await visitor.get(path)) ?? "";
      expect(login).toBe(`/shop/login?next=${encodeURIComponent(path)}`);
      const { text } = await visitor.get(login);
      const next = all(text, /name="next" value="(.*?)"/)[0] ?? "";
      expect(location(await visitor.post("/shop/login", { ...LOGIN, next }))).toBe(path);
    },
  );

  test("the page tells the words that are right", async () => {
    const { text } = await visitor.get("/shop/login");
    expect(all(text, /<p class="hint">(.*?)<\/p>/)[0]).toContain("Name: mira, password: meadow-42");
  });

  test.each([
    ["a wrong name", { ...LOGIN, user: "nobody" }],
    ["a wrong password", { ...LOGIN, password: "meadow-43" }],
    ["nothing", { user: "", password: "" }],
  ])("%s is told alike, and leaves nobody signed in", async (_, words) => {
    const { text } = await visitor.sent("/shop/login", { ...words, next: "/shop/orders" });
    expect(all(text, /<p role="alert"[^>]*>(.*?)<\/p>/)).toEqual([
      "That name or password is wrong. Please try again.",
    ]);
    expect(text).toContain('name="next" value="/shop/orders"');
    expect(text).not.toContain("meadow-43");
    expect((await visitor.get("/shop/orders")).status).toBe(303);
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/news",
    "/shopping",
    "/shop/../news",
    "/shop\r\nset-cookie: a=b",
    "javascript:alert(1)",
  ])("never leads on to %j", async (next) => {
    expect(location(await visitor.post("/shop/login", { ...LOGIN, next }))).toBe("/shop");
    const other = sites.visitor();
    const { text } = await other.get(`/shop/login?next=${encodeURIComponent(next)}`);
    expect(text).toContain('name="next" value="/shop"');
  });

  test("gives a new session, which keeps the basket; the old one is worth nothing", async () => {
    await visitor.post("/shop/basket", { action: "add", slug: "fernlight" });
    const old = visitor.jar.get("shop_session") ?? "";
    await visitor.post("/shop/login", LOGIN);
    expect(visitor.jar.get("shop_session")).not.toBe(old);
    expect((await visitor.get("/shop/basket")).text).toContain("Fernlight");
    const thief = sites.visitor();
    thief.jar.set("shop_session", old);
    expect((await thief.get("/shop/orders")).status).toBe(303);
  });

  test("signing out ends it", async () => {
    await visitor.post("/shop/login", LOGIN);
    expect((await visitor.get("/shop/orders")).status).toBe(200);
    await visitor.post("/shop/logout", {});
    expect((await visitor.get("/shop/orders")).status).toBe(303);
  });
});
