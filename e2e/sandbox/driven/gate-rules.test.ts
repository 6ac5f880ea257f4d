import { expect, test } from "vitest";
import { hostOf, isNearby, mayReach, parseAllowHosts, targetOf } from "./gate-rules.ts";

const DENIED = 2003;
const none = { allowHosts: [], deniedPorts: [DENIED] };

test.each([
  "localhost",
  "LOCALHOST",
  "localhost.",
  "shop.localhost",
  "evil.localhost",
  "evil.localhost.",
  "127.0.0.1",
  "127.0.0.1.",
  "127.255.255.254",
  "127.1",
  "0177.0.0.1",
  "2130706433",
  "0x7f000001",
  "0x7F.1",
  "127。0。0。1",
  "１２７.0.0.1",
  "ⓛocalhost",
  "loc%61lhost",
  "[::1]",
  "::1",
  "[0:0:0:0:0:0:0:1]",
  "[::0001]",
])("%s is this machine: reached, but for the denied port", (host) => {
  expect([mayReach(host, 8080, none), mayReach(host, DENIED, none)]).toEqual([true, false]);
});

test.each([
  "",
  ".",
  "localhost..",
  "localhosts",
  "notlocalhost",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "127.0.0.1.nip.io",
  "127.0.0.1.5",
  "128.0.0.1",
  "126.255.255.255",
  "0.0.0.0",
  "0",
  "[::]",
  "::",
  "[::ffff:127.0.0.1]",
  "::ffff:127.0.0.1",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[fe80::1]",
  "[fe80::1%25lo]",
  "169.254.169.254",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.0.1",
  "100.64.0.1",
  "example.com",
  "ip6-localhost",
  "localhost.localdomain",
  "user@localhost",
  "localhost@evil.example",
  "@localhost",
  "localhost:80",
  "localhost:",
  "localhost/",
  "localhost#",
  "localhost?",
  "evil.example\\@localhost",
  "evil.example#.localhost",
  "evil.example%00.localhost",
  "evil.example%2f.localhost",
  "evil.example\t.localhost",
  "local\nhost",
  "[::1",
  "::1]",
  "[::1]evil.example",
])("%j is refused on any port", (host) => {
  expect([80, 443, 8080, DENIED].filter((port) => mayReach(host, port, none))).toEqual([]);
});

test.each<[string, string, number, boolean]>([
  ["example.com", "example.com", 80, true],
  ["example.com", "EXAMPLE.com.", 443, true],
  ["Example.COM.", "example.com", 443, true],
  ["example.com", "www.example.com", 443, false],
  ["example.com", "example.com.evil.example", 443, false],
  ["example.com", "badexample.com", 443, false],
  ["example.com", "user@example.com", 443, false],
  ["example.com", "example.com", DENIED, true],
  ["example.com:8443", "example.com", 8443, true],
  ["example.com:8443", "example.com", 443, false],
  ["example.com:80", "example.com", 80, true],
  ["example.com:80", "example.com", 443, false],
  ["bücher.example", "xn--bcher-kva.example", 443, true],
  ["xn--bcher-kva.example", "BÜCHER.example", 443, true],
  ["bücher.example", "bucher.example", 443, false],
  ["аpple.example", "apple.example", 443, false],
  ["192.168.1.5", "192.168.1.5", 80, true],
  ["192.168.1.5", "192.168.1.5", DENIED, false],
  ["192.168.1.5", "3232235781", 80, true],
  ["192.168.1.5", "192.168.1.6", 80, false],
  ["0.0.0.0", "0.0.0.0", 80, true],
  ["0.0.0.0", "0", DENIED, false],
  ["[::ffff:127.0.0.1]", "::ffff:7f00:1", DENIED, false],
  ["[fd00::1]:8080", "fd00::1", 8080, true],
  ["[fd00::1]:8080", "[fd00:0::1]", 80, false],
  ["fd00::1", "[fd00::1]", 80, true],
  ["93.184.216.34", "93.184.216.34", DENIED, true],
  ["a.example, b.example", "b.example", 80, true],
  ["a.example\n  b.example:81,", "b.example", 81, true],
  ["localhost:8080", "localhost", DENIED, false],
])("with %j, %s on %i is reached: %s", (text, host, port, reached) => {
  const rules = { allowHosts: parseAllowHosts(text), deniedPorts: [DENIED] };
  expect(mayReach(host, port, rules)).toBe(reached);
});

test.each([
  "https://example.com",
  "example.com/path",
  "*.example.com",
  "*",
  "example.com:0",
  "example.com:65536",
  "example.com:https",
  "example.com:",
  ":80",
  "me@example.com",
  "exa$mple.com",
  "-example.com",
  "[::1",
  "300.1.1.1",
])("%j is no host to allow, and the error says so", (entry) => {
  expect(() => parseAllowHosts(`good.example,${entry}`)).toThrow(
    `SANDBOX_ALLOW_HOSTS: "${entry}" is neither host nor host:port`,
  );
});

test("nothing named allows nothing", () => {
  expect([parseAllowHosts(""), parseAllowHosts(" , \n")]).toEqual([[], []]);
});

test.each<[string, ReturnType<typeof targetOf>]>([
  ["localhost:80", { host: "localhost", port: 80 }],
  ["LOCALHOST.:443", { host: "localhost", port: 443 }],
  ["[::1]:443", { host: "[::1]", port: 443 }],
  ["0x7f.1:443", { host: "127.0.0.1", port: 443 }],
  ["localhost", null],
  ["localhost:", null],
  ["localhost:0", null],
  ["localhost:65536", null],
  ["localhost:+80", null],
  ["localhost:80 ", null],
  ["localhost:80:80", null],
  ["user@localhost:80", null],
  ["http://localhost:80", null],
  ["", null],
])("the target %j is %j", (authority, target) => {
  expect(targetOf(authority)).toEqual(target);
});

test("a host has one spelling", () => {
  expect(["[::ffff:127.0.0.1]", "127.1", "BÜCHER.example.", "x_y.example"].map(hostOf)).toEqual([
    "[::ffff:7f00:1]",
    "127.0.0.1",
    "xn--bcher-kva.example",
    "x_y.example",
  ]);
});

test.each<[string, boolean]>([
  ["127.0.0.1", true],
  ["0.0.0.0", true],
  ["10.1.2.3", true],
  ["172.31.255.255", true],
  ["172.32.0.1", false],
  ["192.168.255.255", true],
  ["169.254.169.254", true],
  ["100.127.0.1", true],
  ["100.128.0.1", false],
  ["::", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:10.0.0.1", true],
  ["::ffff:8.8.8.8", false],
  ["fd12::1", true],
  ["fe80::1", true],
  ["2606:2800:220:1::1", false],
  ["8.8.8.8", false],
])("the address %s is nearby: %s", (address, near) => {
  expect(isNearby(address)).toBe(near);
});
