// The main job: from the login to a dashboard filled by the operator's service.
import { expect, test } from "./fixtures/test";
import { Operator } from "./pages/operator";

const METER = "22516914714270";

test("a syndic connects a meter at Enedis and sees its history", async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Résidence Verte");
  await page.getByRole("link", { name: "Connecter mon compteur" }).click();
  await page.getByRole("radio", { name: /Enedis/ }).check();
  await expect(page.getByRole("main")).toContainText(/courbe de charge/i);
  await page.getByRole("button", { name: /Enedis|Continuer/ }).click();

  await expect(page).toHaveTitle(/Enedis \(simulateur\)/);
  const operator = new Operator(page);
  await operator.logIn("residence.verte@exemple.fr", "verte");
  await operator.agree([METER]);

  await expect(page).toHaveURL(/\/buildings\//);
  const progress = page.getByRole("status").filter({ hasText: /jours/ });
  await expect(progress.first()).toBeVisible();
  await page.reload(); // left and found again
  await expect(page.getByText(/\d+ sur \d+ jours|Synchronisation terminée/).first()).toBeVisible();
  await expect(page.getByText(/Données jusqu’au/).first()).toBeVisible({ timeout: 60_000 });
});
