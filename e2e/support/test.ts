/** Playwright's `test`, after which nobody is left in the newsroom: an open page goes on asking and drawing beside the next test. */
import { test as base } from '@playwright/test'

export const test = base.extend<{ everybodyLeaves: void }>({
  everybodyLeaves: [
    async ({ browser }, use) => {
      await use()
      for (const context of browser.contexts()) await context.close()
    },
    { auto: true },
  ],
})
