// Lighthouse over the demo's screens: prints the middle of three runs for each, and fails below 95.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GOAL = 95;
const RUNS = 3;
const CATEGORIES = ["performance", "accessibility"];
const SYNDIC = { email: "syndic@demo.syndiwatt.test", password: "demo-syndic" };

const port = Number(process.env.LIGHTHOUSE_PORT ?? 4830);
const address = `http://127.0.0.1:${port}`;
const folder = await mkdtemp(join(tmpdir(), "syndiwatt-lighthouse-"));

function serve() {
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite:${join(folder, "demo.sqlite")}`,
    IOT_ENCRYPTION_KEY_FILE: join(folder, "demo.key"),
    SYNDIWATT_ADDR: `127.0.0.1:${port}`,
    SYNDIWATT_PUBLIC_URL: address,
  };
  return spawn(process.env.SYNDIWATT_BIN, ["demo", "--serve"], { env, stdio: "ignore" });
}

async function healthy() {
  for (const until = Date.now() + 120_000; Date.now() < until; ) {
    const answer = await fetch(`${address}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error("the demo does not start");
}

/** The session's cookie, as a header. */
async function logIn() {
  const body = new URLSearchParams(SYNDIC);
  const answer = await fetch(`${address}/login`, { method: "POST", body, redirect: "manual", headers: { origin: address } });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (!cookies.length) throw new Error(`no session: ${answer.status}`);
  return cookies.join("; ");
}

/** The portfolio, and a building over the kinds of period. */
async function screens(cookie) {
  const page = await (await fetch(address, { headers: { cookie } })).text();
  const building = page.match(/href="(\/buildings\/[0-9a-f-]+)"[^>]*>Le Clos des Tilleuls/)?.[1];
  if (!building) throw new Error("the demo's building is not on the first screen");
  return ["/", `${building}?p=month`, `${building}?p=day`, `${building}?p=year`];
}

async function scores(path, cookie, chrome) {
  const settings = { port: chrome.port, onlyCategories: CATEGORIES, extraHeaders: { cookie }, logLevel: "error" };
  const runs = [];
  for (let run = 0; run < RUNS; run++) {
    const { lhr } = await lighthouse(address + path, settings);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(address + path).pathname) throw new Error("not logged in");
    runs.push(CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100)));
  }
  return CATEGORIES.map((_, of) => runs.map((run) => run[of]).sort((a, b) => a - b)[Math.floor(RUNS / 2)]);
}

const server = serve();
let chrome;
let low = 0;
try {
  await healthy();
  const cookie = await logIn();
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: flags });
  for (const path of await screens(cookie)) {
    const found = await scores(path, cookie, chrome);
    low += found.filter((score) => score < GOAL).length;
    console.log(`${path.replace(/[0-9a-f-]{36}/, "…")}: ${CATEGORIES.map((name, of) => `${name} ${found[of]}`).join(", ")}`);
  }
} finally {
  chrome?.kill();
  server.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
if (low) {
  console.error(`${low} scores are below ${GOAL}`);
  process.exitCode = 1;
}
