import { expect, test } from '@playwright/test'
import { launchApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'

// `npm run pictures` keeps what this sees in docs/images.
test('a sample organization on the main screens, light and dark', async () => {
  const running = await launchApp()
  const { page } = running
  const look = (name: string) => lookAt(running, name)
  const go = (name: string) =>
    page
      .getByRole('navigation')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click()

  await expect(page.getByRole('button', { name: /Staff ladder/ })).toBeVisible()
  await look('welcome')
  await page.getByRole('button', { name: 'Explore a sample organization' }).click()
  await expect(page.getByText('Needs attention today')).toBeVisible({ timeout: 30_000 })
  await look('overview')

  await go('Staff')
  await page.getByRole('row').filter({ hasText: 'Teammate' }).first().click()
  await expect(page.getByRole('list', { name: 'Ladder' })).toBeVisible()
  // The columns fit the room that the panel leaves them.
  await expect(page.locator('.MuiDataGrid-scrollbar--horizontal')).toHaveCount(0)
  await look('staff')

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
  await look('role-ladder')

  await go('Permissions')
  // On a busy machine the menu still moves while it is clicked, so that the click may miss: then it is still open.
  const setTo = async (cell: RegExp, choice: RegExp) => {
    const menu = page.getByRole('menu')
    await page.getByRole('gridcell', { name: cell }).click()
    await expect(async () => {
      await menu.getByRole('menuitemradio', { name: choice }).click({ timeout: 2000 })
      await expect(menu).toBeHidden({ timeout: 1000 })
    }).toPass({ timeout: 60_000 })
    await expect(page.getByRole('gridcell', { name: cell })).toHaveAccessibleName(/staged/)
  }
  await setTo(/^Teammate, Use Client Talk/, /^assigned/)
  await setTo(/^Salesperson, See companies/, /^none/)
  await expect(page.getByText(/^▼ [1-9]/)).toBeVisible()
  await look('permissions')

  // One permission, with why somebody has it and who would lose it.
  const panel = page.getByRole('complementary')
  await page
    .getByRole('rowheader', { name: /^Use Client Talk/ })
    .getByRole('button')
    .click()
  await panel
    .getByRole('button', { name: /^Why .* has it$/ })
    .first()
    .click()
  await panel.getByRole('button', { name: /^If off for Project Manager/ }).click()
  await expect(panel.getByRole('region', { name: 'If it were off for Project Manager' })).toContainText(
    'Lose something',
  )
  await panel.evaluate((element) => element.scrollTo(0, 0))
  await look('permission')

  await page.evaluate(async () => {
    await window.rolecall.call('expectation.set', {
      expectation: {
        title: 'No Freelancer uses Client Talk',
        must: 'must-not',
        who: { kind: 'everyone', role: 'freelancer' as never },
        permission: 'client-talk.access' as never,
        where: { kind: 'anywhere' },
      },
    })
    await window.rolecall.call('draft.rename', { name: 'Autumn clean-up' })
  })
  await page.getByRole('button', { name: /^Expectations/ }).click()
  await expect(page.getByRole('list', { name: 'Expectations' })).toContainText('No Freelancer uses Client Talk')
  await look('expectations')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: /^Drafts/ }).click()
  await expect(page.getByRole('list', { name: 'Drafts' })).toContainText('Autumn clean-up')
  await look('drafts')
  await running.close()
})
