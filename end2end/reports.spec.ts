// Reports: the builder with its preview and file, all buildings at once, what comes every month.
import { readFile } from "node:fs/promises";
import { inspect } from "./fixtures/axe";
import { expect, test } from "./fixtures/test";

test("a report is looked at and downloaded", async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Le Clos des Tilleuls");
  await page.getByRole("link", { name: "Rapport énergétique" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rapport énergétique" })).toBeVisible();
  const preview = page.getByRole("region", { name: "Aperçu du rapport" });
  await expect(preview.getByRole("heading", { name: "En bref" })).toBeVisible();
  await inspect(page, "report-builder");

  await page.getByLabel("Période", { exact: true }).selectOption("year");
  await page.getByLabel("Langue du rapport").selectOption("nl");
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(preview.getByRole("heading", { name: "Totalen en vergelijking" })).toBeVisible();
  const total = await preview.locator("dd.figure").first().innerText();
  expect(total).toMatch(/Wh$/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Télécharger le PDF" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^le-clos-des-tilleuls-\d{4}\.pdf$/);
  const file = await readFile(await download.path());
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");

  await page.getByText(/^Données de la période/).click();
  await expect(page.getByRole("link", { name: "Relevés, Parquet" })).toBeVisible();
});

test("all buildings at once, and every month", async ({ app, page }) => {
  await app.logIn();
  await page.getByRole("navigation").getByRole("link", { name: "Rapports" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rapports" })).toBeVisible();
  await page.getByRole("button", { name: /^Faire les \d+ rapports$/ }).click();
  await expect(page.getByText("Vous pouvez quitter cette page").first()).toBeVisible();
  // The page is told of each one; nobody reloads.
  await expect(page.getByText(/^(\d+) rapports sur \1 sont prêts/)).toBeVisible({ timeout: 60_000 });
  await inspect(page, "reports");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Rapport de Le Clos des Tilleuls/ }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^le-clos-des-tilleuls-.*\.pdf$/);

  await page.getByLabel("De tous mes immeubles").check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Votre choix est enregistré.")).toBeVisible();
  await expect(page.getByLabel("De tous mes immeubles")).toBeChecked();
});
