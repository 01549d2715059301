import { expect, test } from '@playwright/test'
import { launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'
import { openSample } from './helpers/openSample'

let running: RunningApp
test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(async () => running.close())

for (const blueprint of ['prokeep', 'lines-and-products', 'pronto', 'propel', 'staff-ladder']) {
  test(`answers why-questions of ${blueprint} in one click from a person`, async () => {
    const { page } = running
    await openSample(running, blueprint, 40)
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
    await expect(page.getByRole('list', { name: 'Answers' }).locator('> li').nth(5)).toBeVisible()
    await page.getByRole('combobox', { name: /^Action/ }).click()
    await page.getByRole('option').first().click()
    await expect(page.getByRole('list', { name: 'Answers' }).locator('> li')).toHaveCount(1)
    await page.getByRole('combobox', { name: /^Action/ }).fill('')
    await page.keyboard.press('Escape')
    await lookAt(running, `ask-${blueprint}`)
  })
}
