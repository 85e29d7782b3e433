// What a person does in Syndiwatt, by the words on the screen.
import { expect, type Locator, type Page } from "@playwright/test";

export const SYNDIC = { email: "syndic@demo.syndiwatt.test", password: "demo-syndic" };
export const OWNER = { email: "proprietaire@demo.syndiwatt.test", password: "demo-proprietaire" };

export class App {
  constructor(readonly page: Page) {}

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { level: 1, name });
  }

  async logIn(who = SYNDIC): Promise<void> {
    await this.page.goto("/login");
    await this.page.getByLabel("Adresse e-mail").fill(who.email);
    await this.page.getByLabel("Mot de passe").fill(who.password);
    await this.page.getByRole("button", { name: "Se connecter", exact: true }).click();
    await expect(this.page).not.toHaveURL(/\/login/);
  }

  /** Sends a file of a grid operator; the page then shows its preview or what is wrong with it. */
  async sendFile(file: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
    await this.page.getByLabel("Fichier du gestionnaire de réseau").setInputFiles(file);
    await this.page.getByRole("button", { name: "Lire le fichier" }).click();
  }

  /** Confirms the preview. */
  async confirmImport(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Aperçu" })).toBeVisible();
    const accept = this.page.getByLabel("Le code est exact, utiliser ce compteur");
    if (await accept.isVisible()) await accept.check();
    await this.page.getByRole("button", { name: "Importer ces valeurs" }).click();
    await expect(this.page.getByRole("heading", { name: "Fichier importé" })).toBeVisible();
  }

  async openBuilding(name: string): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("link", { name }).first().click();
    await expect(this.heading(name)).toBeVisible();
  }
}
