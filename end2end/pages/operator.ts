// The operator's own site: the simulator's consent pages.
import type { Page } from "@playwright/test";

export class Operator {
  constructor(readonly page: Page) {}

  async logIn(login: string, password: string): Promise<void> {
    await this.page.getByLabel("Adresse e-mail").fill(login);
    await this.page.getByLabel("Mot de passe").fill(password);
    await this.page.getByRole("button", { name: "Se connecter" }).click();
  }

  /** Agrees for these usage points only. */
  async agree(numbers: string[]): Promise<void> {
    for (const box of await this.page.getByRole("checkbox").all()) {
      await box.setChecked(numbers.includes((await box.getAttribute("value")) ?? ""));
    }
    await this.page.getByRole("button", { name: "J'autorise" }).click();
  }
}
