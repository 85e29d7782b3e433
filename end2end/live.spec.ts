// What somebody else does appears on an open page without a reload, also when that page is another instance's.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { days } from "./fixtures/fluvius";
import { expect, test } from "./fixtures/test";

const PORT = Number(process.env.E2E_PORT ?? 4810) + 5;
let other: ChildProcess | undefined;

// A second instance, where the database is one that instances can share.
test.beforeAll(async () => {
  if (!process.env.E2E_DATABASE_URL) return;
  const address = `http://127.0.0.1:${PORT}`;
  const env = {
    ...process.env,
    DATABASE_URL: process.env.E2E_DATABASE_URL,
    IOT_ENCRYPTION_KEY_FILE: join(process.env.E2E_FOLDER ?? "", "demo.key"),
    SYNDIWATT_ADDR: `127.0.0.1:${PORT}`,
    SYNDIWATT_PUBLIC_URL: address,
  };
  other = spawn(process.env.SYNDIWATT_BIN ?? "../target/debug/syndiwatt", ["serve"], { env, stdio: "ignore" });
  await expect(async () => expect((await fetch(`${address}/health`)).status).toBe(200)).toPass();
});

test.afterAll(() => void other?.kill());

test("an alert raised by one person's import appears on another's open page", async ({ app, page, context }) => {
  await app.logIn();
  await app.openBuilding("Les Jardins de Meuse");
  const building = new URL(page.url());
  const watcher = await context.newPage();
  if (other) building.port = String(PORT); // cookies know no ports: the session is the same
  await watcher.goto(`${building.origin}${building.pathname}?p=month&d=2020-03`);
  await expect(watcher.locator("[data-connected]")).toBeAttached();
  await watcher.evaluate(() => Object.assign(window, { loadedOnce: true }));

  await page.getByRole("link", { name: "Importer un fichier" }).click();
  const buffer = days("2020-03-02", [0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.5]);
  await app.sendFile({ name: "kwartiertotalen.csv", mimeType: "text/csv", buffer });
  await app.confirmImport();

  const alerts = watcher.getByRole("region", { name: "Alertes" });
  await expect(alerts).toContainText("9 mars");
  await expect(watcher.getByRole("region", { name: "Chiffres de la période" })).toContainText("132");
  await expect(watcher.locator("[data-news]")).toHaveText("Les données affichées viennent d’être mises à jour.");
  expect(await watcher.evaluate(() => "loadedOnce" in window)).toBe(true);
});
