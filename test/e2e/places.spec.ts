import { expect, test } from '@playwright/test'
import { launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'
import { openSample } from './helpers/openSample'

let running: RunningApp
test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(async () => running.close())

const look = (name: string) => lookAt(running, name)

const goToPlaces = () =>
  running.page
    .getByRole('navigation')
    .getByRole('button', { name: /^Places/ })
    .click()

test('places: who is there, what they may do, merge and archive with names', async () => {
  const { page } = running
  await openSample(running, 'prokeep', 240)
  await goToPlaces()
  const tree = page.getByRole('tree', { name: 'Places' })
  await expect(tree.getByRole('treeitem').first()).toBeVisible()

  // By keyboard: down, fold, open.
  await tree.getByRole('treeitem').first().focus()
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem').first()).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await expect(tree.getByRole('treeitem').nth(1)).toHaveAttribute('aria-level', '2')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Who is here/)).toBeVisible()
  await look('places')

  await page.getByRole('button', { name: /^Look for gaps at/ }).click()
  await expect(page.getByRole('list', { name: 'Gaps' }).getByRole('listitem').first()).toContainText(
    /(Nobody|Only) .+ can /,
  )
  await look('places-gaps')
  const way = page
    .getByRole('list', { name: 'Ways to close them' })
    .getByRole('button', { name: /^Give: / })
    .first()
  await way.click()
  await look('places-gaps-close')
  await page.getByRole('dialog').getByRole('button', { name: 'Give', exact: true }).click()
  await expect(page.getByText(/has one permission more/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone.')).toBeVisible()

  await page.getByRole('button', { name: 'What they can do here' }).click()
  await expect(page.getByRole('columnheader', { name: 'Person' })).toBeVisible()
  await look('places-access')
  await page.getByRole('button', { name: 'Back to the tree' }).click()

  await page.getByRole('button', { name: 'Keep as template…' }).click()
  await page.getByLabel('Name of the template').fill('Counter with a yard')
  await look('places-template')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(page.getByText('Kept the template Counter with a yard.')).toBeVisible()

  await page.getByRole('button', { name: 'Archive…' }).click()
  await expect(page.getByText(/Lose something: \d+ p/)).toBeVisible()
  await look('places-archive')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Merge…' }).click()
  await page.getByLabel('The place that stays').fill('o')
  await page.getByRole('option').first().click()
  await expect(page.getByText(/move to/)).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Who is affected' })).toBeVisible()
  await look('places-merge')
  await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(page.getByText(/^Merged /)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone.')).toBeVisible()
})

test('a tree of thousands of places stays quick', async () => {
  const { page } = running
  await openSample(running, 'staff-ladder', 20_000)
  await goToPlaces()
  const tree = page.getByRole('tree', { name: 'Places' })
  await expect(tree.getByRole('treeitem').first()).toBeVisible({ timeout: 60_000 })
  const bytes = await page.evaluate(async () => {
    const { rolecall } = window as never as { rolecall: { call(name: string, input: object): Promise<unknown> } }
    return JSON.stringify(await rolecall.call('place.tree', { limit: 300 })).length
  })
  expect(bytes).toBeLessThan(100_000)
  await look('places-large')
})
