FROM node:24-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-alpine
# The base of a pull request is read from git; repositories are mounted with other owners than the container's user.
RUN apk add --no-cache git && git config --system --add safe.directory '*'
COPY --from=build /build/package.json /build/LICENSE /opt/sotsu/
COPY --from=build /build/dist /opt/sotsu/dist
COPY --from=build /build/docs/rules /opt/sotsu/docs/rules
COPY --from=build /build/node_modules /opt/sotsu/node_modules
RUN ln -s /opt/sotsu/dist/cli.js /usr/local/bin/sotsu && chmod +x /opt/sotsu/dist/cli.js
USER node
WORKDIR /repository
ENTRYPOINT ["sotsu"]
CMD ["check"]
