/** Which addresses the agent's browser may reach. */
import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

export type Rules = {
  /** What `parseAllowHosts` gives: `host`, for any port, or `host:port`. */
  allowHosts: string[];
  /** Ports of this machine that no page may reach, however it is named. */
  deniedPorts: number[];
};

export type Target = {
  /** As a URL has it: lower case, punycode, IPv4 in four decimals, IPv6 in brackets. */
  host: string;
  port: number;
};

const NAME = /^(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
const IPV6 = /^\[[0-9a-f:]+\]$/;

/**
 * One spelling for all spellings of a host, the one a browser connects by, without a last dot.
 * @returns null when it is none, or comes with a user, a port or a path
 */
export function hostOf(text: string): string | null {
  const literal = isIP(text) === 6 ? `[${text}]` : text;
  if (/[\s/\\?#@]|:\d*$/.test(literal)) return null;
  const url = URL.parse(`http://${literal}`);
  if (url === null) return null;
  return url.hostname.replace(/\.$/, "") || null;
}

/**
 * Reads `host:port`, as a CONNECT has it.
 * @returns null when the port is missing or wrong, or the host is none
 */
export function targetOf(authority: string): Target | null {
  const [, name = "", digits = ""] = /^(.*):(\d{1,5})$/s.exec(authority) ?? [];
  const host = hostOf(name);
  const port = Number(digits);
  return host !== null && port >= 1 && port <= 65_535 ? { host, port } : null;
}

/**
 * Reads SANDBOX_ALLOW_HOSTS: `host` or `host:port`, parted by commas or blanks.
 * @throws Error that names the entry that is none
 */
export function parseAllowHosts(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const host = hostOf(entry);
      const target = host === null ? targetOf(entry) : null;
      const named = host ?? target?.host ?? "";
      if (!NAME.test(named) && !IPV6.test(named)) {
        throw new Error(
          `SANDBOX_ALLOW_HOSTS: "${entry}" is neither host nor host:port, such as example.com or example.com:8443`,
        );
      }
      return target ? `${named}:${target.port}` : named;
    });
}

/** Whether the host means this machine by itself, so that nobody need be asked where it is. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  (host.startsWith("127.") && isIP(host) === 4);

const nearby = new BlockList();
for (const [address, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  nearby.addSubnet(address, bits, "ipv4");
for (const [address, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  nearby.addSubnet(address, bits, "ipv6");

/** Whether an IP address is of this machine or of a private network. */
export function isNearby(address: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return (
    nearby.check(address, isIP(address) === 6 ? "ipv6" : "ipv4") ||
    own.some((entry) => entry.address === address)
  );
}

/** A host without the brackets that IPv6 has in a URL. */
export const bare = (host: string): string => host.replace(/^\[(.*)\]$/, "$1");

/**
 * Whether a page may connect there. A name is judged by itself, wherever it may lead: where it
 * leads is judged by `isNearby` when that is known.
 */
export function mayReach(name: string, port: number, rules: Rules): boolean {
  const host = hostOf(name);
  if (host === null) return false;
  const denied = rules.deniedPorts.includes(port);
  if (isLoopback(host)) return !denied;
  const named = rules.allowHosts.includes(host) || rules.allowHosts.includes(`${host}:${port}`);
  return named && !(denied && isIP(bare(host)) !== 0 && isNearby(bare(host)));
}
