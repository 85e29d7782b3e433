// The main job: from the login to a dashboard filled by the operator's service.
import { inspect } from "./fixtures/axe";
import { expect, test } from "./fixtures/test";
import { Operator } from "./pages/operator";

const METER = "22516914714270";

test("a building without a meter says what to do", async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Résidence Verte");
  await expect(page.getByRole("link", { name: "Connecter mon compteur" })).toHaveCount(1);
  await inspect(page, "building-without-meter");
});

test("a syndic connects a meter at Enedis and sees its history", async ({ app, page }) => {
  test.setTimeout(150_000); // years of days, beside those of the demo
  await app.logIn();
  await app.openBuilding("Résidence Verte");
  await page.getByRole("link", { name: "Connecter mon compteur" }).click();
  await page.getByRole("radio", { name: "Enedis" }).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("main")).toContainText("La courbe de charge : la puissance moyenne");
  await page.getByRole("button", { name: "Continuer chez Enedis" }).click();

  await expect(page).toHaveTitle(/Enedis \(simulateur\)/);
  const operator = new Operator(page);
  await operator.logIn("residence.verte@exemple.fr", "verte");
  await inspect(page, "operator-consent");
  await operator.agree([METER]);

  await expect(page).toHaveURL(/\/buildings\//);
  const progress = page.getByRole("region", { name: "Avancement de la synchronisation" });
  await expect(progress).toContainText(METER);
  await page.reload(); // left and found again
  await expect(progress).toContainText(/Terminé : [\d\s]+ jours demandés/, { timeout: 60_000 });
  await page.getByRole("link", { name: "Voir la consommation" }).click();
  await expect(page.getByRole("main")).toContainText("Données jusqu’au");
  await expect(page.getByRole("region", { name: "Chiffres de la période" })).toContainText(/Wh/);
});
