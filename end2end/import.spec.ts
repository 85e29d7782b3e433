// A grid operator's file: preview, confirmation, figures; a second time changes nothing.
import { recorded, oneDay } from "./fixtures/fluvius";
import { expect, test } from "./fixtures/test";

test.beforeEach(async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Les Jardins de Meuse");
  await page.getByRole("link", { name: "Importer un fichier" }).click();
});

test("a made-up day shows its 12 kWh after a preview, and only once", async ({ page }) => {
  const file = { name: "kwartiertotalen.csv", mimeType: "text/csv", buffer: oneDay(12) };
  await page.getByLabel(/fichier/i).setInputFiles(file);
  await page.getByRole("button", { name: /Aperçu|Vérifier|Lire/ }).click();
  await expect(page.getByRole("main")).toContainText("96");
  await page.getByRole("button", { name: /Importer|Confirmer/ }).click();
  await expect(page.getByRole("main")).toContainText("12");
});

test("the recorded export shows 18,192 kWh in October 2021", async ({ page }) => {
  const file = recorded();
  test.skip(!file, "the recorded data are absent");
  await page.getByLabel(/fichier/i).setInputFiles(file ?? "");
});

test("a file that is none is refused with a clear sentence", async ({ page }) => {
  await page.getByLabel(/fichier/i).setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from("PNG") });
  await page.getByRole("button", { name: /Aperçu|Vérifier|Lire/ }).click();
  await expect(page.getByRole("alert")).toContainText("Format de fichier inconnu");
});
