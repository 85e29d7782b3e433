// What a person does in Syndiwatt, by the words on the screen.
import { expect, type Locator, type Page } from "@playwright/test";

export const SYNDIC = { email: "syndic@demo.syndiwatt.test", password: "demo-syndic" };

export class App {
  constructor(readonly page: Page) {}

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { level: 1, name });
  }

  async logIn(who = SYNDIC): Promise<void> {
    await this.page.goto("/login");
    await this.page.getByLabel("Adresse e-mail").fill(who.email);
    await this.page.getByLabel("Mot de passe").fill(who.password);
    await this.page.getByRole("button", { name: "Se connecter" }).click();
    await expect(this.page).not.toHaveURL(/\/login/);
  }

  async openBuilding(name: string): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("link", { name }).first().click();
    await expect(this.heading(name)).toBeVisible();
  }
}
