// The list of all alerts: acknowledged, explained with a comment, seen again on the building, without and with scripts.
import { inspect } from "./fixtures/axe";
import { expect, test } from "./fixtures/test";

test("an alert is acknowledged, explained and kept", async ({ app, page }) => {
  await app.logIn();
  await page.getByRole("link", { name: "Alertes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Alertes" })).toBeVisible();
  const open = page.getByRole("region", { name: /^À traiter/ });
  const first = open.getByRole("listitem").first();
  const day = await first.getByRole("link").nth(1).innerText();
  await inspect(page, "alerts");
  await first.getByRole("button", { name: "Prendre en charge" }).click();
  const taken = page.getByRole("region", { name: /^Pris en charge/ });
  await expect(taken.getByRole("listitem").first()).toContainText(day);

  const item = taken.getByRole("listitem").first();
  await item.getByText("Expliquer").first().click();
  await item.getByLabel("Explication, reprise dans le rapport").fill("Travaux dans l’ascenseur");
  await item.getByRole("button", { name: "Expliquer" }).click();
  const explained = page.getByRole("region", { name: /^Expliqué/ });
  await expect(explained.getByRole("listitem").first()).toContainText("Travaux dans l’ascenseur");
  await inspect(page, "alerts-explained");

  await explained.getByRole("link").nth(1).click();
  await expect(page.getByRole("region", { name: "Alertes" })).toContainText("Travaux dans l’ascenseur");
});
