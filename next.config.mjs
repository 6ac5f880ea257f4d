/** @type {import("next").NextConfig} */
export default {
  // Tests and the demo build side by side with a developer's own build.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Answers carry ETags of our own, over what they mean and not over when they were read.
  generateEtags: false,
  compress: true,
  // Whoever shows a pasted link reads the head of its page, and no more.
  htmlLimitedBots: /.*/,
  // Types are checked by `npm test`, over all files and not only those of a build.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pino", "undici", "pg"],
  // In bytes before compression: fewer and larger chunks compress better, by some 3 kB a page.
  experimental: { turbopackChunking: { minChunkSize: 120_000 } },
};
