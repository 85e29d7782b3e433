// What is watched: switched off and on, edited with an error that keeps what was typed, previewed, saved; and the page of
// one alert. Each screen with axe, light and dark, on a desk and on a phone.
import { inspect } from "./fixtures/axe";
import { expect, test } from "./fixtures/test";

test("a rule is previewed, refused with what was typed, saved and taken back", async ({ app, page }) => {
  await app.logIn();
  await page.getByRole("link", { name: "Alertes" }).click();
  await page.getByRole("link", { name: "Ce qui est surveillé" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ce qui est surveillé" })).toBeVisible();
  await inspect(page, "rules");

  await page.getByRole("link", { name: "Modifier – Jour inhabituel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jour inhabituel" })).toBeVisible();
  await page.getByLabel("Pour qui").selectOption({ label: "Tout l’immeuble : Résidence Bellevue" });
  await page.getByRole("button", { name: "Afficher ce périmètre" }).click();
  await expect(page.getByText("Ce périmètre suit le réglage d’origine.")).toBeVisible();

  const threshold = page.getByLabel("Seuil");
  await threshold.fill("1,2");
  await page.getByRole("button", { name: "Voir ce qu’elle aurait levé en 12 mois" }).click();
  const preview = page.getByRole("region", { name: "Ce que cette règle aurait levé" });
  await expect(preview.getByRole("row")).not.toHaveCount(0);
  await expect(threshold).toHaveValue("1,2");
  await inspect(page, "rule-preview");

  await threshold.fill("beaucoup");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("alert")).toContainText("Seuil");
  await expect(threshold).toHaveValue("beaucoup");
  await inspect(page, "rule-refused");

  await threshold.fill("1,2");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status").filter({ hasText: "enregistrée" })).toBeVisible();
  await page.getByRole("link", { name: "Résidence Bellevue" }).click();
  await page.getByRole("button", { name: "Revenir au réglage d’origine" }).click();
  await expect(page.getByText("Ce périmètre suit le réglage d’origine.")).toBeVisible();
});

test("a rule is switched off and on again", async ({ app, page }) => {
  await app.logIn();
  await page.goto("/rules");
  await page.getByRole("button", { name: "Désactiver – Consommation de nuit" }).click();
  await expect(page.getByText("La règle est désactivée.")).toBeVisible();
  await page.getByRole("button", { name: "Activer – Consommation de nuit" }).click();
  await expect(page.getByText("La règle est activée.")).toBeVisible();
});

test("the page of one alert", async ({ app, page }) => {
  await app.logIn();
  await page.goto("/alerts");
  await page.getByRole("link", { name: "Voir l’alerte" }).first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Causes possibles" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Historique" })).toBeVisible();
  await inspect(page, "alert");
});
