import { expect, test } from '@playwright/test'
import { expectAccessible } from './helpers/expectAccessible'
import { launchApp, screenshot, useTheme } from './helpers/launchApp'

test('the overview says what waits and draws its counts without breaking the page’s policy', async () => {
  const running = await launchApp()
  const { page } = running
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.getByRole('button', { name: 'Explore a sample organization' }).click()
  await expect(page.getByRole('img', { name: /^People by place: / })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('img', { name: /^Access by area: / })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Look: / }).first()).toBeVisible()
  // The sample's last change is older than the chart: words, no bare axes.
  const quiet = page.getByText('Nothing was changed in the last 30 days')
  await expect(page.getByRole('img', { name: /^Changes over time/ })).toHaveCount(0)
  for (const theme of ['light', 'dark'] as const) {
    await useTheme(running, theme)
    await quiet.scrollIntoViewIfNeeded()
    await expectAccessible(page)
    await screenshot(page, `overview-charts-${theme}`)
  }
  await page.getByRole('button', { name: 'Show as table: Access by area' }).click()
  await expect(page.getByRole('columnheader', { name: 'Area' })).toBeVisible()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await running.close()
})
