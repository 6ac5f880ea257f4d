/** A whole session without a pointer and without a look at the screen. */
import { expectFocus, tabTo } from "../../support/keys-only.ts";
import { expect, test } from "../../support/test.ts";

test.use({ dialect: "documented" });

test("keys alone lead from the door to a run that waits, its answer, a link and out again, and each step is told by names", async ({
  page,
  sandbox,
  consoleGuard,
}) => {
  // The page that is left may still be reading its list.
  consoleGuard.expect(/Failed to load resource.*401/);
  await sandbox.addTask({ name: "Compare lamps", runs: [{ script: "completed" }] });
  await sandbox.addTask({ name: "Sign in to the shop", runs: [{ script: "waiting" }] });
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const main = page.getByRole("main");

  await page.goto("/sign-in");
  await expect(button("Sign in")).toBeEnabled();
  await expect(main).toMatchAriaSnapshot(`
    - heading "Sign in" [level=1]
    - group "Server":
      - radio "sandbox" [checked]
    - textbox "API key"
    - button "Show the key"
    - button "Sign in"
  `);
  await tabTo(page.getByLabel("API key"));
  await page.keyboard.type(sandbox.key);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/tasks$/);

  const row = page.getByRole("link", { name: "Sign in to the shop", exact: true });
  await expect(
    page.getByRole("row", { name: /Waiting for you Sign in to the shop/ }),
  ).toBeVisible();
  await expect(page.getByRole("banner")).toMatchAriaSnapshot(`
    - banner:
      - link "Runboard"
      - navigation "Main":
        - link "Tasks"
        - link "Shares"
      - button "Theme"
      - button /Account sandbox/
  `);
  await page.keyboard.press("Tab");
  await expectFocus(page.getByRole("link", { name: "Skip to content" }));
  await page.keyboard.press("Enter");
  await tabTo(button("Waiting for you"));
  await page.keyboard.press("Space");
  await expect(page.getByRole("link", { name: "Compare lamps", exact: true })).toHaveCount(0);
  await expectFocus(button("Waiting for you").and(page.locator("[aria-pressed=true]")));
  await tabTo(row);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByTestId("tool-call")).toBeVisible();
  await expect(main).toMatchAriaSnapshot(`
    - navigation "Back"
    - heading "Sign in to the shop" [level=1]
    - text: Waiting for you
  `);
  await expect(page.getByTestId("tool-call")).toMatchAriaSnapshot(`
    - region "Login Credentials":
      - heading "Login Credentials" [level=2]
      - text: /waiting/
      - group:
        - paragraph: Please enter your login credentials
        - textbox "Username"
        - textbox "Password"
        - checkbox "Remember me"
      - button "Login"
  `);
  const toQuestion = page.getByRole("link", { name: "Go to the question" });
  await tabTo(toQuestion);
  await page.keyboard.press("Enter");
  await tabTo(page.getByLabel("Username"));
  await page.keyboard.type("ada");
  await page.keyboard.press("Tab");
  await expectFocus(page.getByLabel("Password"));
  await page.keyboard.type("not-a-password");
  await page.keyboard.press("Tab");
  await expectFocus(page.getByLabel("Remember me"));
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Remember me")).toBeChecked();
  await tabTo(button("Login"));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("answer-notice")).toContainText("The agent continued");
  await expect(page.getByRole("region", { name: /^Timeline/ })).toMatchAriaSnapshot(`
    - list:
      - listitem:
        - button /Asked a question|Login Credentials/
  `);

  await tabTo(button("Share"));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share this run" });
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "Share this run":
      - banner:
        - heading "Share this run" [level=2]
      - group "What to include":
        - checkbox "Task name" [checked]
        - checkbox "Result"
        - checkbox "Tool calls"
        - checkbox "Live view"
      - group "How long the link works":
        - radio "24 hours" [checked]
      - contentinfo:
        - button "Create link"
      - button "Close"
  `);
  await tabTo(dialog.getByRole("button", { name: "Create link" }));
  await page.keyboard.press("Enter");
  const created = page.getByRole("dialog", { name: "Link created" });
  await expectFocus(created.getByRole("textbox", { name: "Link", exact: true }));
  await tabTo(created.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expectFocus(button("Share"));

  await tabTo(button(/^Account/), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expectFocus(page.getByRole("menuitem").first());
  await page.keyboard.press("End");
  await expectFocus(page.getByRole("menuitem", { name: "Sign out" }));
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog");
  await expect(question).toMatchAriaSnapshot(`
    - alertdialog:
      - heading /1 link/ [level=2]
      - button "Cancel"
      - button "Revoke link and sign out"
      - button "Keep link and sign out"
  `);
  await tabTo(question.getByRole("button", { name: "Revoke link and sign out" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sign-in/);
});
