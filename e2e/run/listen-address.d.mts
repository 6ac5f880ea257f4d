export function listenAddress(
  directory: string,
  mode: "dev" | "start",
  env?: Record<string, string | undefined>,
): { host: string; port: string };
