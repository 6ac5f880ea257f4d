/** A Dockerfile, read line by line. */

export type Instruction = { name: string; value: string };

const KNOWN = new Set(
  "FROM WORKDIR ENV COPY RUN USER VOLUME EXPOSE HEALTHCHECK STOPSIGNAL CMD".split(" "),
);

/**
 * The stages of a Dockerfile, each with its instructions in order.
 * @throws Error for a line that is no instruction that is known here
 */
export function dockerfile(text: string): Instruction[][] {
  const lines = text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, name = "", value = ""] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (!KNOWN.has(name)) throw new Error(`no instruction: ${line}`);
    if (name === "FROM") stages.push([]);
    stages.at(-1)?.push({ name, value });
  }
  return stages;
}
