# syntax=docker/dockerfile:1
# Build stage: compile the program and validate the knowledge into one JSON.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The npm package `node` is for checkouts without Node 24; this image has it.
RUN npm ci --ignore-scripts
COPY . .
# Maps of minified code are a quarter of what is installed, and nobody reads them here.
RUN npm run build && npm prune --omit=dev --ignore-scripts \
  && find node_modules -name '*.map' -type f -delete

# Runtime stage: no compiler, no tests, no sources. What package.json names under `files`, and what it depends on.
FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data/stack-advisor.db
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
COPY --from=build /app/knowledge ./knowledge
COPY --from=build /app/node_modules ./node_modules
# All of it is root's and nobody else's to write; the one folder that is written is a volume.
RUN mkdir /data && chown node:node /data
# By number, so that Kubernetes can tell that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/stack-advisor.js", "serve"]
