import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { launchApp, screenshot, useTheme } from './helpers/launchApp'

for (const blueprint of ['prokeep', 'lines-and-products', 'pronto', 'propel', 'staff-ladder']) {
  test(`answers why-questions of ${blueprint} in one click from a person`, async () => {
    const running = await launchApp()
    try {
      const { page, home } = running
      const file = join(home, `${blueprint}.rolecall`)
      const cli = [join(import.meta.dirname, '..', '..', 'out', 'cli', 'index.js'), 'sample', file]
      const made = spawnSync(process.execPath, [...cli, '--blueprint', blueprint, '--people', '40'], {
        env: { ...process.env, ROLECALL_HOME: home },
        encoding: 'utf8',
      })
      expect(made.status, made.stderr).toBe(0)
      await page.evaluate((path) => window.rolecall.call('org.open', { path }), file)
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Staff/ })
        .click()
      await page.getByRole('row').nth(2).click()
      await page.getByRole('button', { name: 'Ask why…' }).click()
      await expect(
        page
          .getByRole('list', { name: 'Answers' })
          .getByText(/^because: /)
          .first(),
      ).toBeVisible()
      // One action, chosen by typing: the same question for that one alone.
      const first = await page.getByRole('list', { name: 'Answers' }).locator('> li').count()
      expect(first).toBeGreaterThan(5)
      await page.getByRole('combobox', { name: /^Action/ }).click()
      await page.getByRole('option').first().click()
      await expect(page.getByRole('list', { name: 'Answers' }).locator('> li')).toHaveCount(1)
      await page.getByRole('combobox', { name: /^Action/ }).fill('')
      await page.keyboard.press('Escape')
      for (const theme of ['light', 'dark'] as const) {
        await useTheme(running, theme)
        await expectAccessible(page)
        await screenshot(page, `ask-${blueprint}-${theme}`)
      }
    } finally {
      await running.close()
    }
  })
}
