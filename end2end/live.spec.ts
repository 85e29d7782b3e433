// What somebody else does appears on an open page without a reload, also when that page is another instance's.
import { days } from "./fixtures/fluvius";
import { OtherInstance } from "./fixtures/other";
import { expect, test } from "./fixtures/test";

let other: OtherInstance | undefined;
test.beforeAll(async () => void (other = await OtherInstance.start()));
test.afterAll(() => other?.stop());

test("an alert raised by one person's import appears on another's open page", async ({ app, page, context }) => {
  await app.logIn();
  await app.openBuilding("Les Jardins de Meuse");
  const here = new URL(page.url());
  const building = other?.at(here) ?? here;
  const watcher = await context.newPage();
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
