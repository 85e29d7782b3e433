// Prices: a tariff typed in with a slip on the way, tried on a building, bound to a meter; lots, factors, colours.
import { inspect } from "./fixtures/axe";
import { expect, test } from "./fixtures/test";
import { OWNER } from "./pages/app";

// What is refused says so by its status, which the console repeats.
test.use({ expected: /status of 4(03|09|22)/ });

test("a tariff is typed in, corrected, tried and bound to a meter", async ({ app, page }) => {
  await app.logIn();
  await page.getByRole("link", { name: "Tarifs" }).click();
  await inspect(page, "tariffs");
  await page.getByRole("link", { name: "Ajouter un tarif" }).click();
  await inspect(page, "tariff-templates");
  await page.getByRole("link", { name: "Heures pleines / heures creuses" }).click();
  await page.getByLabel("Nom du tarif").fill("Bleu HP/HC");
  await page.getByLabel("Valables à partir du").fill("2025-01-01");
  await page.getByLabel("De", { exact: true }).fill("22h50");
  await page.getByLabel("À", { exact: true }).fill("6:50");
  await page.getByLabel("Prix, hors TVA").first().fill("0,1589");
  await page.getByLabel("Prix, hors TVA").nth(1).fill("cher");
  await page.getByLabel("Montant, hors TVA").fill("15.50");
  await page.getByLabel("Puissance souscrite", { exact: true }).fill("36");
  await page.getByLabel("Prix par kVA et par an, hors TVA").fill("0");
  await page.getByLabel("Sur l’énergie").fill("20");
  await page.getByLabel("Sur l’abonnement").fill("5,5");
  await page.getByLabel("Sur la puissance").fill("20");
  await page.getByRole("button", { name: "Enregistrer les prix" }).click();

  await expect(page.getByRole("alert")).toContainText("Plage 2, Prix");
  await expect(page.getByLabel("Prix, hors TVA").nth(1)).toHaveValue("cher");
  await expect(page.getByLabel("De", { exact: true })).toHaveValue("22h50");
  await inspect(page, "tariff-refused");
  await page.getByRole("alert").getByRole("link").click();
  await page.getByLabel("Prix, hors TVA").nth(1).fill("0.2146");
  await page.getByRole("button", { name: "Enregistrer les prix" }).last().click();
  await expect(app.heading("Bleu HP/HC")).toBeVisible();
  await expect(page.getByRole("cell", { name: "22:50–06:50" })).toBeVisible();
  await inspect(page, "tariff");

  await page.getByLabel("Immeuble ou compteur").selectOption({ label: "Le Clos des Tilleuls – tous les compteurs" });
  await page.getByRole("button", { name: "Calculer" }).click();
  await expect(page.getByText("Avec ce tarif, TVA comprise")).toBeVisible();

  await app.openBuilding("Le Clos des Tilleuls");
  await page.getByRole("link", { name: "Réglages" }).click();
  await page.getByLabel("Tarif", { exact: true }).selectOption({ label: "Bleu HP/HC" });
  await page.getByLabel("À partir du", { exact: true }).fill("2025-01-01");
  await page.getByRole("button", { name: "Enregistrer le contrat" }).click();
  await expect(page.getByRole("link", { name: "Bleu HP/HC" }).first()).toBeVisible();

  await page.getByText("Coller une liste").click();
  await page.getByLabel("Un lot par ligne : nom ; tantièmes").fill("Cave 1;10\nCave 2;15");
  await page.getByRole("button", { name: "Enregistrer la surface et les lots" }).click();
  await expect(page.getByLabel("Lot, ligne 2", { exact: true })).toHaveValue("Cave 2");
  await inspect(page, "building-settings");
});

test("a band is added and taken away without losing anything", async ({ app, page }) => {
  await app.logIn();
  await page.goto("/tariffs/new?template=tempo");
  await inspect(page, "tariff-tempo");
  await page.getByLabel("Nom du tarif").fill("Tempo");
  await page.getByRole("button", { name: "Ajouter une plage" }).click();
  await expect(page.getByRole("group", { name: "Plage 7" })).toBeVisible();
  await page.getByRole("button", { name: "Supprimer cette plage – Plage 6" }).click();
  await expect(page.getByRole("group", { name: "Plage 7" })).toHaveCount(0);
  await expect(page.getByLabel("Nom du tarif")).toHaveValue("Tempo");
});

test("colours of days and CO2 factors", async ({ app, page }) => {
  await app.logIn();
  await page.goto("/tariffs/colours");
  await page.getByLabel("Un jour par ligne : date ; couleur").fill("2026-01-05;rouge\n2026-01-06;vert");
  await page.getByRole("button", { name: "Ajouter les couleurs" }).click();
  await expect(page.getByRole("alert")).toContainText("Ligne 2");
  await inspect(page, "colours-refused");
  await page.goto("/emission-factors");
  await expect(page.getByRole("cell", { name: "moyenne annuelle du pays" }).first()).toBeVisible();
  await inspect(page, "factors");
});

test("owners see no prices to change", async ({ app, page }) => {
  await app.logIn(OWNER);
  await expect(page.getByRole("link", { name: "Tarifs" })).toHaveCount(0);
  expect((await page.goto("/tariffs"))?.status()).toBe(403);
  await page.goto("/emission-factors");
  await expect(page.getByRole("button", { name: "Enregistrer les facteurs" })).toHaveCount(0);
});
