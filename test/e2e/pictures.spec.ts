import { expect, test } from '@playwright/test'
import { expectAccessible } from './helpers/expectAccessible'
import { launchApp, screenshot, useTheme } from './helpers/launchApp'

// `npm run pictures` keeps what this sees in docs/images.
test('a sample organization on the five main screens, light and dark', async () => {
  const running = await launchApp()
  const { page } = running
  const lookAt = async (name: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(running, theme)
      await expectAccessible(page)
      await screenshot(page, `${name}-${theme}`)
    }
    await useTheme(running, 'light')
  }
  const go = (name: string) =>
    page
      .getByRole('navigation')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click()

  await expect(page.getByRole('button', { name: /Staff ladder/ })).toBeVisible()
  await lookAt('welcome')
  await page.getByRole('button', { name: 'Explore a sample organization' }).click()
  await expect(page.getByText('Needs attention today')).toBeVisible({ timeout: 30_000 })
  await lookAt('overview')

  await go('Staff')
  await page.getByRole('row').filter({ hasText: 'Teammate' }).first().click()
  await expect(page.getByRole('list', { name: 'Ladder' })).toBeVisible()
  await lookAt('staff')

  await go('Role ladder')
  await page
    .getByRole('list', { name: /Ladder/ })
    .getByText('Project Manager', { exact: true })
    .first()
    .click()
  await page
    .getByRole('list', { name: /Ladder/ })
    .getByText('Office Manager', { exact: true })
    .first()
    .click()
  await expect(page.getByText('A rung is a rank, not a superset.')).toBeVisible()
  await lookAt('role-ladder')

  await go('Permissions')
  await page.getByRole('gridcell', { name: /^Teammate, Use Client Talk/ }).click()
  await page.getByRole('menuitemradio', { name: /^assigned/ }).click()
  await page.getByRole('gridcell', { name: /^Teammate, Use Client Talk/ }).hover()
  // The grid draws the rows in view and a few more: bring the next ones in.
  await page.mouse.wheel(0, 160)
  await page.getByRole('gridcell', { name: /^Salesperson, See companies/ }).click()
  await page.getByRole('menuitemradio', { name: /^none/ }).click()
  await expect(page.getByText(/^▼ [1-9]/)).toBeVisible()
  await lookAt('permissions')
  await running.close()
})
