// Every period, back and forth, with figures, chart and table saying the same.
import { expect, test } from "./fixtures/test";

test.beforeEach(async ({ app }) => {
  await app.logIn();
  await app.openBuilding("Le Clos des Tilleuls");
});

test("the fingerprint is read out, by pointer and by keyboard", async ({ page }) => {
  const print = page.getByRole("group", { name: /Survolez ou touchez/ });
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
