// Every period, back and forth, with figures, chart and table saying the same.
import { expect, test } from "./fixtures/test";

test.beforeEach(async ({ app }) => {
  await app.logIn();
  await app.openBuilding("Le Clos des Tilleuls");
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
