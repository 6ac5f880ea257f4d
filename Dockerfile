# Runboard's production server. The project brings its own Node (the npm package `node`), so that a
# container and a developer's machine run the same one. Not yet built in an engine:
# `e2e/run/container.test.ts` checks every path and command in it.
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
COPY --from=build /app/package.json /app/next.config.mjs ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/public ./public
COPY --from=build /app/e2e/run/start.mjs /app/e2e/run/answer-first.mjs /app/e2e/run/end-with-parent.mjs /app/e2e/run/listen-address.mjs /app/e2e/run/no-upgrades.mjs /app/e2e/run/starting.mjs ./e2e/run/
# For `npm run backup`, which runs them as they are.
COPY --from=build /app/lib/server/backup.ts ./lib/server/
COPY --from=build /app/lib/server/store ./lib/server/store
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
# By Node itself: the image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node_modules/.bin/node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which does not always pass a signal on. It answers whom it has begun to answer.
STOPSIGNAL SIGTERM
CMD ["node_modules/.bin/node", "--max-semi-space-size=16", "e2e/run/start.mjs"]
