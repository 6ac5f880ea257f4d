/** `@/…` for scripts that run on Node alone: to be loaded with `--import`. */
import { registerHooks } from "node:module";

const ROOT = new URL("../../../", import.meta.url);

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith("@/")
      ? next(new URL(`${specifier.slice(2)}.ts`, ROOT).href, context)
      : next(specifier, context),
});
