// Every screen: axe with contrast, light and dark, no sideways scrolling on a phone, a picture of each.
import { inspect } from "./fixtures/axe";
import { expect, test } from "./fixtures/test";

test("login", async ({ page }) => {
  await page.goto("/login");
  await expect(page.getByRole("button", { name: "Se connecter" })).toBeVisible();
  await inspect(page, "login");
});

test("portfolio", async ({ app, page }) => {
  await app.logIn();
  await page.goto("/");
  await expect(page.getByRole("table")).toBeVisible();
  await inspect(page, "portfolio");
});

for (const kind of ["day", "week", "month", "year"]) {
  test(`building, ${kind}`, async ({ app, page }) => {
    await app.logIn();
    await app.openBuilding("Le Clos des Tilleuls");
    await page.goto(`${new URL(page.url()).pathname}?p=${kind}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inspect(page, `building-${kind}`);
  });
}

for (const [name, link] of [["connect", "Connecter mon compteur"], ["import", "Importer un fichier"]]) {
  test(name, async ({ app, page }) => {
    await app.logIn();
    await app.openBuilding("Le Clos des Tilleuls");
    await page.getByRole("link", { name: link }).click();
    await expect(page).toHaveURL(new RegExp(`/${name}`));
    await inspect(page, name);
  });
}
