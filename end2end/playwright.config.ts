// Debian's Chromium against a demo of its own: fresh folder, own ports, so nothing of a running `make run` is touched.
import { defineConfig, devices } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const port = Number(process.env.E2E_PORT ?? 4810);
const address = `http://127.0.0.1:${port}`;
// Set by the first process that reads this file; the workers inherit it.
const folder = (process.env.E2E_FOLDER ??= mkdtempSync(join(tmpdir(), "syndiwatt-e2e-")));

export default defineConfig({
  testDir: ".",
  outputDir: process.env.E2E_OUTPUT ?? "test-results",
  fullyParallel: false,
  workers: 1, // one demo with one database: the specs tell one story
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: address,
    locale: "fr-FR",
    timezoneId: "America/New_York", // the viewer's zone must not matter
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `${process.env.SYNDIWATT_BIN ?? "../target/debug/syndiwatt"} demo --serve`,
    url: `${address}/health`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    stdout: process.env.E2E_LOG ? "pipe" : "ignore",
    stderr: process.env.E2E_LOG ? "pipe" : "ignore",
    env: {
      // E2E_DATABASE_URL: an empty database of another engine.
      DATABASE_URL: process.env.E2E_DATABASE_URL ?? `sqlite:${join(folder, "demo.sqlite")}`,
      IOT_ENCRYPTION_KEY_FILE: join(folder, "demo.key"),
      SYNDIWATT_ADDR: `127.0.0.1:${port}`,
      SYNDIWATT_PUBLIC_URL: address,
      LEPTOS_SITE_ROOT: process.env.LEPTOS_SITE_ROOT ?? "../target/site",
    },
  },
});
