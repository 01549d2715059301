import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { tabInto, tabTo, walkTo } from './helpers/keyboard'
import { launchApp, screenshot, useTheme } from './helpers/launchApp'

const blueprints = ['staff-ladder', 'prokeep', 'lines-and-products', 'pronto', 'propel']

for (const blueprint of blueprints) {
  test(`the permission editor of ${blueprint} with the keyboard alone`, async () => {
    // Each step is looked at in light and dark, with the accessibility checks.
    test.setTimeout(300_000)
    const home = mkdtempSync(join(tmpdir(), 'rolecall-editor-'))
    const file = join(home, 'sample.rolecall')
    const root = join(import.meta.dirname, '..', '..')
    execFileSync(
      join(root, 'node_modules/.bin/node'),
      [join(root, 'out/cli/index.js'), 'sample', file, '--blueprint', blueprint, '--people', '400'],
      { env: { ...process.env, ROLECALL_HOME: home } },
    )
    const running = await launchApp({ home, file })
    const { page } = running
    const lookAt = async (name: string) => {
      for (const theme of ['light', 'dark'] as const) {
        await useTheme(running, theme)
        await expectAccessible(page)
        await screenshot(page, `editor-${blueprint}-${name}-${theme}`)
      }
      await useTheme(running, 'light')
    }
    await expect(page.getByRole('navigation').getByRole('button', { name: /^Permissions/ })).toBeVisible()
    await tabTo(page, /^Permissions/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('grid')).toBeVisible()

    // A cell that many people hold and that can be taken away.
    await tabInto(page, '[role=grid]')
    const cell = page
      .locator('[role=gridcell][aria-readonly=false]')
      .filter({ hasText: /^(all|assigned)$/ })
      .last()
    const name = (await cell.getAttribute('aria-label'))!
    await walkTo(page, cell)
    expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-label'))).toBe(name)
    await page.keyboard.press('Space')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press(name.includes('connected') ? 'a' : 'n')
    if (await page.getByRole('region', { name: 'Staged edits' }).isHidden()) await page.keyboard.press('c')
    await expect(page.getByRole('region', { name: 'Staged edits' })).toBeVisible()
    const spoken = await page.evaluate(() => document.activeElement!.getAttribute('aria-label'))
    expect(spoken).toMatch(/staged/)
    await expect(page.getByRole('status').filter({ hasText: /▼/ })).toBeVisible()
    await lookAt('staged')

    // Its details: from the same row, with Enter on its name.
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^Who has it now: /)).toBeVisible()
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    await lookAt('permission')

    // A whole column at once.
    await tabTo(page, /^Set many/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Set many at once' })).toBeVisible()
    await lookAt('set-many')
    await page.keyboard.press('Escape')

    await tabTo(page, /^Review and apply/)
    if ((await page.getByRole('button', { name: 'Review and apply' }).getAttribute('aria-disabled')) === null) {
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog', { name: /^Apply/ })).toBeVisible()
      await lookAt('review')
      await tabTo(page, /^Apply$/)
      await page.keyboard.press('Enter')
      await expect(page.getByText(/^Applied /)).toBeVisible()
    }
    // Through the eyes of the lowest role, and back.
    await tabTo(page, /^View as…$/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'View as…' })).toBeVisible()
    await tabTo(page, /^View$/)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-as-banner')).toBeVisible()
    await expect(page.getByRole('dialog')).toBeHidden()
    await lookAt('view-as')
    await tabTo(page, /^The product as they see it$/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: /^The product as any / })).toBeVisible()
    await lookAt('product')
    await page.keyboard.press('Escape')
    await tabTo(page, /^Stop viewing as/)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-as-banner')).toBeHidden()
    await running.close()
  })
}
