// Every period, back and forth, with figures, chart and table saying the same.
import { expect, test } from "./fixtures/test";

test.beforeEach(async ({ app }) => {
  await app.logIn();
  await app.openBuilding("Le Clos des Tilleuls");
});

test("the fingerprint is read out, by pointer and by keyboard", async ({ page }) => {
  const print = page.getByRole("group", { name: /Survolez ou touchez l’empreinte/ });
  const said = print.getByRole("status");
  await print.hover({ position: { x: 300, y: 100 } });
  await expect(said).toHaveText(/2026, \d\d:[03]0–\d\d:[03]0 · ([\d,]+\u00a0k?W|aucune donnée)$/);
  const pointed = await said.innerText();
  await print.press("ArrowRight");
  await expect(said).not.toHaveText(pointed);
  await expect(said).toHaveText(/ · /);
});

test("a day is shown over its usual range", async ({ page }) => {
  await page.getByRole("link", { name: "Jour", exact: true }).click();
  await expect(page.getByText(/plage habituelle/)).toBeVisible();
  await page.getByText("Tableau", { exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Habituel" })).toBeVisible();
});

for (const [kind, word] of [["day", "Jour"], ["week", "Semaine"], ["month", "Mois"], ["year", "Année"]]) {
  test(`${word}: previous and next come back to the same figures`, async ({ page }) => {
    const choice = page.getByRole("link", { name: word, exact: true });
    await choice.click();
    await expect(page).toHaveURL(new RegExp(`p=${kind}`));
    await expect(choice).toHaveAttribute("aria-current", "true");
    const total = page.getByRole("region", { name: "Chiffres de la période" });
    await expect(total).toContainText("kWh");
    const before = await total.innerText();
    await page.getByRole("link", { name: /Période précédente/ }).click();
    await expect(total).not.toHaveText(before, { useInnerText: true });
    await page.getByRole("link", { name: /Période suivante/ }).click();
    await expect(total).toHaveText(before, { useInnerText: true });
  });
}

test("the unit switch changes bars, table and sentence, and says what the figure holds", async ({ page }) => {
  const units = page.getByRole("navigation", { name: "Unité" });
  await units.getByRole("link", { name: "€" }).click();
  await expect(page).toHaveURL(/unit=eur/);
  await expect(units.getByRole("link", { name: "€" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("heading", { name: /^Coût par jour/ })).toBeVisible();
  await expect(page.locator("[data-figure=total]")).toContainText("€");
  await expect(page.locator("p.sentence")).toContainText("€");
  await expect(page.getByText(/dont .* de TVA/)).toBeVisible();
  await page.getByText("Ce que contient ce montant").first().click();
  await expect(page.getByRole("columnheader", { name: "TTC" })).toBeVisible();
  await units.getByRole("link", { name: /CO2e/ }).click();
  await expect(page.getByText(/g de CO2 équivalent par kWh/)).toBeVisible();
});

test("from a year down to half-hours and back up", async ({ page }) => {
  await page.getByRole("link", { name: "Année", exact: true }).click();
  const table = page.locator(".chart-figure").first();
  await table.getByText("Tableau", { exact: true }).click();
  await table.getByRole("link", { name: /octobre/i }).click();
  await expect(page).toHaveURL(/p=month&d=2026-10/);
  await table.getByText("Tableau", { exact: true }).click();
  await table.getByRole("link").nth(13).click();
  await expect(page).toHaveURL(/p=day&d=2026-10-14/);
  await expect(page.getByRole("heading", { name: /^Courbe de charge/ })).toBeVisible();
  const way = page.getByRole("navigation", { name: "Périodes plus longues" });
  await way.getByRole("link", { name: "octobre" }).click();
  await expect(page).toHaveURL(/p=month&d=2026-10/);
});

test("any days can be asked for", async ({ page }) => {
  await page.getByText("Autres jours").first().click();
  await page.getByLabel("Du", { exact: true }).fill("2026-10-03");
  await page.getByLabel("au", { exact: true }).fill("2026-10-20");
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(page).toHaveURL(/p=custom&d=2026-10-03&e=2026-10-20/);
  await expect(page.locator(".steps-of-time .label")).toHaveText(/3–20\u00a0oct\. 2026/);
});

test("the shape of the month is read out hour by hour", async ({ page }) => {
  const section = page.getByRole("region", { name: "Profil de la période" });
  await expect(section.getByText("Puissance de base")).toBeVisible();
  const map = section.getByRole("group", { name: /lire une heure/ });
  await map.focus();
  await map.press("ArrowRight");
  await expect(map.getByRole("status")).toHaveText(/ · /);
  await section.getByText("Tableau des heures, en kW").click();
  await expect(section.getByRole("columnheader", { name: "23" })).toBeVisible();
});
