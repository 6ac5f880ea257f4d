import { GeistSans } from "geist/font/sans";
import localFont from "next/font/local";

/**
 * The package's own would be fetched before the page's styles, as much again as the font of the
 * words, for a few ids and for numbers that line up.
 */
const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
  adjustFontFallback: false,
  fallback: [
    "ui-monospace",
    "SFMono-Regular",
    "Roboto Mono",
    "Menlo",
    "Monaco",
    "Liberation Mono",
    "DejaVu Sans Mono",
    "Courier New",
    "monospace",
  ],
});

/** Classes that name the two fonts: `--font-geist-sans`, `--font-geist-mono`. */
export const FONTS = `${GeistSans.variable} ${mono.variable}`;
