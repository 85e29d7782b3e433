// Every screen: axe with contrast, light and dark, no sideways scrolling on a phone, a picture of each.
import type { Page } from "@playwright/test";
import { inspect } from "./fixtures/axe";
import { oneDay } from "./fixtures/fluvius";
import { expect, test } from "./fixtures/test";
import { OWNER } from "./pages/app";

/** The same page with another end of its address. */
const beside = (page: Page, end: string) => page.goto(new URL(page.url()).pathname + end);

test("login", async ({ page }) => {
  await page.goto("/login?error=bad_credentials");
  await expect(page.getByRole("alert")).toBeVisible();
  await inspect(page, "login");
  await page.getByRole("button", { name: "Entrer comme syndic" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Immeubles" })).toBeVisible();
});

test("portfolio, with what went wrong on the way back from an operator", async ({ app, page }) => {
  await app.logIn();
  await page.goto("/?error=consent_state");
  await expect(page.getByRole("alert")).toContainText("Demande d’accord expirée ou inconnue");
  await expect(page.getByRole("table")).toBeVisible();
  await inspect(page, "portfolio");
});

test("buildings side by side", async ({ app, page }) => {
  await app.logIn();
  await page.getByRole("link", { name: "Comparer les immeubles" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Comparer les immeubles" })).toBeVisible();
  // One of its meters is young: no rank, and why.
  await expect(page.getByRole("row", { name: /Le Clos des Tilleuls/ })).toContainText(/28 lots.*jours entiers sur 365/);
  await inspect(page, "ranking");
});

test("an owner's portfolio and building", async ({ app, page }) => {
  await app.logIn(OWNER);
  await page.goto("/");
  await inspect(page, "owner-portfolio");
  await app.openBuilding("Le Clos des Tilleuls");
  await expect(page.getByRole("link", { name: "Connecter mon compteur" })).toHaveCount(0);
  await inspect(page, "owner-building");
});

for (const kind of ["day", "week", "month", "year"]) {
  test(`building, ${kind}`, async ({ app, page }) => {
    await app.logIn();
    await app.openBuilding("Le Clos des Tilleuls");
    await beside(page, `?p=${kind}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inspect(page, `building-${kind}`);
  });
}

for (const [name, building] of [
  ["holes", "Résidence Bellevue"],
  ["stale", "Villa Marceau"],
  ["consent", "Le Belvédère"],
]) {
  test(`building, ${name}`, async ({ app, page }) => {
    await app.logIn();
    await app.openBuilding(building);
    await inspect(page, `building-${name}`);
  });
}

test("connecting, every step", async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Le Clos des Tilleuls");
  await page.getByRole("link", { name: "Connecter mon compteur" }).click();
  await expect(page.getByRole("radio", { name: "Enedis" })).toBeVisible();
  await inspect(page, "connect-1");
  await beside(page, "?provider=enedis");
  await expect(page.getByRole("button", { name: "Continuer chez Enedis" })).toBeVisible();
  await inspect(page, "connect-2");
  await beside(page, "?step=sync");
  await expect(page.getByRole("progressbar").first()).toBeVisible();
  await inspect(page, "connect-3");
  await beside(page, "?error=consent_refused");
  await expect(page.getByRole("alert")).toContainText("Accord refusé");
  await inspect(page, "connect-refused");
});

test("importing: choice, preview, outcome, refusal", async ({ app, page }) => {
  await app.logIn();
  await app.openBuilding("Les Jardins de Meuse");
  await page.getByRole("link", { name: "Importer un fichier" }).click();
  await inspect(page, "import");
  await app.sendFile({ name: "kwartiertotalen.csv", mimeType: "text/csv", buffer: oneDay(7) });
  await expect(page.getByRole("heading", { name: "Aperçu" })).toBeVisible();
  await inspect(page, "import-preview");
  await app.confirmImport();
  await inspect(page, "import-outcome");
  await app.sendFile({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from("PNG") });
  await expect(page.getByRole("alert")).toBeVisible();
  await inspect(page, "import-refused");
});

test.describe("what does not exist", () => {
  test.use({ expected: /status of 404/ });

  for (const [name, address] of [["page", "/nowhere"], ["building", "/buildings/0192f0c1-0000-7000-8000-000000000001"]]) {
    test(`no such ${name}`, async ({ app, page }) => {
      await app.logIn();
      expect((await page.goto(address))?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await inspect(page, `not-found-${name}`);
    });
  }
});

test("notifications, settings and services", async ({ app, page }) => {
  await app.logIn();
  await page.getByRole("link", { name: "Notifications" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
  await page.getByLabel("Ne pas me déranger pendant ces heures").check();
  await page.getByLabel("À partir de la gravité").first().selectOption("Major");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status").filter({ hasText: "enregistrés" })).toBeVisible();
  await expect(page.getByLabel("Ne pas me déranger pendant ces heures")).toBeChecked();
  await page.getByText("Ajouter un service").first().click();
  await page.getByLabel("Nom").fill("Équipe technique");
  await page.getByLabel("Type").selectOption("slack");
  await page.getByLabel("Adresse (https)").fill("https://10.0.0.1/hook");
  await page.getByRole("button", { name: "Ajouter un service" }).click();
  await expect(page.getByRole("alert")).toContainText("url");
  await page.getByText("Ajouter un service").first().click();
  await page.getByLabel("Nom").fill("Équipe technique");
  await page.getByLabel("Type").selectOption("slack");
  await page.getByLabel("Adresse (https)").fill("https://hooks.example.org/services/secret");
  await page.getByRole("button", { name: "Ajouter un service" }).click();
  await expect(page.getByRole("row", { name: /Équipe technique.*hooks\.example\.org/ })).toBeVisible();
  await expect(page.getByText("services/secret")).toHaveCount(0);
  await inspect(page, "notifications");
  await page.getByRole("button", { name: "Supprimer – Équipe technique" }).click();
  await expect(page.getByText("Aucun service pour l’instant.")).toBeVisible();
});
