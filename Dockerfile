# The server and its site in one image. Not run by the project's CI (see docs/deploy.md).
FROM node:20-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local /usr/local
WORKDIR /src
RUN rustup target add wasm32-unknown-unknown
COPY . .
RUN cargo build --release --locked --features ssr --bin syndiwatt && make site

# trixie: its client programs (backup, restore) are as new as the database of compose.yaml.
FROM debian:trixie-slim
# Certificate authorities, for operators' services.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home syndiwatt
COPY --from=build /src/target/release/syndiwatt /usr/local/bin/syndiwatt
COPY --from=build /src/target/site /usr/share/syndiwatt/site
COPY --from=build /src/Leptos.toml /data/Leptos.toml
ENV SYNDIWATT_ADDR=0.0.0.0:3000 \
    LEPTOS_SITE_ROOT=/usr/share/syndiwatt/site \
    DATABASE_URL=sqlite:/data/syndiwatt.sqlite
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["syndiwatt"]
CMD ["serve"]
