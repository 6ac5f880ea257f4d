export function listenAddress(
  directory: string,
  mode: "dev" | "start",
  env?: Record<string, string | undefined>,
): { host: string; port: string };
export declare function addressTrouble(address: {
  host: string;
  port: string;
}): Promise<string | null>;
