// The figures and the table are the server's: they are there when no script runs.
import { expect, test } from "./fixtures/test";

test.use({ javaScriptEnabled: false });

test("login, dashboard figures, chart and table without scripts", async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Le Clos des Tilleuls");
  await page.getByRole("link", { name: "Année", exact: true }).click();
  const total = page.getByRole("region", { name: "Chiffres de la période" });
  await expect(total).toContainText(/\d+,?\d*\s[kM]Wh/);
  await expect(page.locator("main svg").first()).toBeVisible();
  await page.getByText("Tableau", { exact: true }).click();
  await expect(page.getByRole("table").first().getByRole("row")).not.toHaveCount(0);
});
