// A grid operator's file: preview, confirmation, figures; a second time changes nothing.
import type { Page } from "@playwright/test";
import { recorded, oneDay } from "./fixtures/fluvius";
import { expect, test } from "./fixtures/test";

test.beforeEach(async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Les Jardins de Meuse");
  await page.getByRole("link", { name: "Importer un fichier" }).click();
});

const SUM = (page: Page) => page.getByRole("region", { name: "Chiffres de la période" });

test("a made-up day shows its 12 kWh, and a second import changes nothing", async ({ app, page }) => {
  const file = { name: "kwartiertotalen.csv", mimeType: "text/csv", buffer: oneDay(5) };
  const address = page.url();
  await app.sendFile(file);
  await app.confirmImport();
  await expect(page.getByRole("main")).toContainText("96 valeurs enregistrées");
  await page.getByRole("link", { name: "Voir cette période" }).click();
  await expect(SUM(page)).toContainText("12,0");
  await page.goto(address);
  await app.sendFile(file);
  await app.confirmImport();
  await expect(page.getByRole("main")).toContainText("Rien de nouveau");
});

test("the recorded export shows 18,192 kWh in October 2021", async ({ app, page }) => {
  const file = recorded();
  test.skip(!file, "the recorded data are absent");
  await app.sendFile(file ?? "");
  await app.confirmImport();
  await page.getByRole("link", { name: "Voir cette période" }).click();
  await page.getByRole("link", { name: /3456789$/ }).first().click(); // the file's meter alone
  await expect(SUM(page)).toContainText("18,2");
});

test("a file that is none is refused with a clear sentence", async ({ app, page }) => {
  const file = { name: "photo.png", mimeType: "image/png", buffer: Buffer.from("PNG") };
  await app.sendFile(file);
  await expect(page.getByRole("alert")).toContainText("Format de fichier inconnu");
});
