import { beforeEach, describe, expect, test } from "vitest";
import { all, sharedSites, startSites } from "./test-site.ts";

const LOGIN = { user: "mira", password: "meadow-42" };
const ADDRESS = { name: "M. Sandvik", street: "1 Quay", postcode: "4411", town: "Port Sallow" };

const { sites, visitor } = await sharedSites();

const add = (slug: string, pieces = "1") =>
  visitor.sent("/shop/basket", { action: "add", slug, pieces });
const rows = (text: string) => all(text, /<tr><th scope="row">(.*?)<\/tr>/);
const location = (reply: { headers: Headers }) => reply.headers.get("location");

describe("the basket", () => {
  test("keeps what is added, for this visitor only", async () => {
    const page = await add("fernlight", "2");
    expect(rows(page.text)[0]).toContain("Fernlight yoga mat");
    expect(all(page.text, /<tr class="total">(.*?)<\/tr>/)[0]).toBe("Total€ 48.70");
    expect(all(page.text, /<a class="to-basket"[^>]*>(.*?)<\/a>/)).toEqual(["Basket 2"]);
    expect((await sites.visitor().get("/shop/basket")).text).toContain("It is still empty");
  });

  test.each<[string, Record<string, string>, string]>([
    ["more of the same are added up", { action: "add", pieces: "2" }, "3"],
    ["never more than nine", { action: "add", pieces: "9" }, "9"],
    ["set", { action: "set", pieces: "4" }, "4"],
    ["set to none", { action: "set", pieces: "0" }, "0"],
    ["removed", { action: "remove" }, "0"],
    ["a fraction changes nothing", { action: "set", pieces: "1.5" }, "1"],
    ["less than none changes nothing", { action: "add", pieces: "-2" }, "1"],
    ["an unknown product changes nothing", { action: "add", slug: "nothing" }, "1"],
    ["an unknown action changes nothing", { action: "steal" }, "1"],
  ])("%s", async (_, fields, pieces) => {
    await add("fernlight");
    const { text } = await visitor.sent("/shop/basket", { slug: "fernlight", ...fields });
    expect(all(text, /<a class="to-basket"[^>]*>(.*?)<\/a>/)).toEqual([`Basket ${pieces}`]);
  });

  test("does not take what is sold out, nor more than there is", async () => {
    expect((await add("cloudrest")).text).toContain("It is still empty");
    expect((await add("woolfield", "9")).text).toContain("Basket <b>6</b>");
  });

  test("is kept by a cookie that no script reads and no other site sends", async () => {
    const cookie = (await visitor.post("/shop/basket", { action: "add", slug: "fernlight" }))
      .headers;
    expect(cookie.get("set-cookie")).toMatch(
      /^shop_session=[\w-]{32}; Path=\/shop; HttpOnly; SameSite=Lax$/,
    );
    expect((await sites.visitor().get("/shop")).headers.get("set-cookie")).toBeNull();
  });
});

describe("orders", () => {
  beforeEach(() => visitor.post("/shop/login", LOGIN));

  test("stand on two pages", async () => {
    const shop = await startSites();
    const customer = shop.visitor();
    const first = await customer.sent("/shop/login", { ...LOGIN, next: "/shop/orders" });
    const second = await customer.get(all(first.text, /<a rel="next" href="(.*?)"/)[0] ?? "");
    expect(all(first.text, /<th scope="col">(.*?)<\/th>/)).toEqual([
      "Order",
      "Date",
      "Items",
      "Status",
      "Total",
    ]);
    expect([rows(first.text).length, rows(second.text).length]).toEqual([10, 4]);
    expect(second.text).not.toContain('rel="next"');
    await shop.close();
  });

  test("from the basket to the order, which is then the first in the list", async () => {
    await add("fernlight");
    await add("mat-strap", "2");
    expect((await visitor.get("/shop/checkout")).text).toContain('value="Mira Sandvik"');
    const order = await visitor.sent("/shop/checkout", { ...ADDRESS, delivery: "express" });
    const number = /Order (LM-\d+)/.exec(order.text)?.[1] ?? "";
    expect(rows(order.text).map((row) => row.replace(/\s/g, ""))).toEqual([
      "Fernlightyogamat1€21.90€21.90",
      "Yogamatcarryingstrap2€6.90€13.80",
    ]);
    expect(all(order.text, /<tr class="total">(.*?)<\/tr>/)[0]).toBe("Total€ 45.60");
    expect(all(order.text, /<address>(.*?)<\/address>/)).toEqual([
      "M. Sandvik1 Quay4411 Port Sallow",
    ]);
    expect(rows((await visitor.get("/shop/orders")).text)[0]).toContain(number);
    expect((await visitor.get("/shop/basket")).text).toContain("It is still empty");
    expect(location(await visitor.post("/shop/checkout", ADDRESS))).toBe("/shop/basket");
  });

  test("an address that is not whole is asked for again, and nothing is ordered", async () => {
    await add("fernlight");
    const page = await visitor.sent("/shop/checkout", { ...ADDRESS, town: "  " });
    expect(page.text).toContain("Please fill in the whole address.");
    expect((await visitor.get("/shop/basket")).text).toContain("Fernlight");
  });

  test("an address is text wherever it is shown", async () => {
    await add("fernlight");
    const { text } = await visitor.sent("/shop/checkout", { ...ADDRESS, name: "<b>M</b>" });
    expect(text).toContain("&lt;b&gt;M&lt;/b&gt;");
  });

  test("however many are placed, there are two pages", async () => {
    for (let placed = 0; placed < 9; placed += 1) {
      await add("mat-strap");
      await visitor.post("/shop/checkout", ADDRESS);
    }
    const { text } = await visitor.get("/shop/orders");
    expect(all(text, /<p class="count">(.*?)<\/p>/)).toEqual(["20 orders"]);
  });

  test("one that nobody has made is not found", async () => {
    expect((await visitor.get("/shop/orders/LM-1")).status).toBe(404);
  });
});
