import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerFileDialogs, launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'
import { openSample } from './helpers/openSample'

let running: RunningApp
test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(async () => running.close())

test('shows everything a person may do as one grid, with reasons in one click, and exports it', async () => {
  const { page, home } = running
  await openSample(running, 'prokeep', 40)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Staff/ })
    .click()
  await page.getByRole('button', { name: /^Role:/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Manager', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row').nth(1)).toContainText('Manager')
  await page.getByRole('row').nth(1).click()
  await page.getByRole('tab', { name: 'Effective access' }).click()
  await page.getByRole('button', { name: 'Open as a grid' }).click()

  const grid = page.getByRole('grid', { name: 'Effective access' })
  await expect(grid.getByRole('gridcell', { name: 'assigned', exact: true }).first()).toBeVisible()
  const held = await grid.getByRole('row').count()
  // By keyboard: Enter on a cell opens its reasons, Escape closes them.
  await grid.getByRole('gridcell').first().click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Comes from' })).toBeVisible()
  await page.getByRole('button', { name: 'Only held' }).click()
  await expect.poll(() => grid.getByRole('row').count()).toBeGreaterThan(held)
  await grid.getByRole('gridcell', { name: 'none', exact: true }).first().click()
  await expect(page.getByRole('list', { name: 'Stands against it' })).toBeVisible()
  await lookAt(running, 'access')
  await page.getByRole('textbox', { name: /^Filter permissions/ }).fill('broadcast')
  await expect(grid.getByRole('row')).toHaveCount(3)
  const csv = join(home, 'access.csv')
  await answerFileDialogs(running, csv)
  await page.getByRole('button', { name: 'Export CSV…' }).click()
  await expect(page.getByText(/2 lines written to /)).toBeVisible()
  expect(readFileSync(csv, 'utf8').trim().split('\r\n')).toHaveLength(3)
  await page.getByRole('textbox', { name: /^Filter permissions/ }).fill('no such thing')
  await expect(page.getByText('No permission fits the filter')).toBeVisible()
})

test('answers a question about a place, a record and a date', async () => {
  const { page } = running
  await openSample(running, 'propel', 240)
  const someone = await page.evaluate(async () => {
    const listed = await window.rolecall.call('staff.list', {
      roles: ['user'] as never,
      states: ['active'],
      limit: 20,
    })
    const found = listed.ok ? listed.value.rows.find((row) => row.at.length > 0)! : null!
    return { name: found.name!, place: found.at[0]!.name }
  })
  await page.getByRole('navigation').getByRole('button', { name: 'Ask' }).click()
  const pick = async (label: RegExp | string, text: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).fill(text)
    await page.getByRole('option', { name: text }).first().click()
  }
  await pick('Person', someone.name)
  await pick(/^Action/, 'accounts')
  const answer = page.getByRole('list', { name: 'Answers' }).locator('> li').first()
  await expect(answer).toContainText('Refused')
  await pick('Where', someone.place)
  await page.keyboard.press('Escape')
  await expect(answer).toContainText('Allowed')
  // Before the organization existed nobody could; an unreadable day says so.
  await page.getByRole('textbox', { name: /^When/ }).fill('someday')
  await expect(page.getByText('Write a day like 2026-11-30')).toBeVisible()
  await page.getByRole('textbox', { name: /^When/ }).fill('2099-01-01')
  await expect(answer).toContainText('Allowed')
  // A fact that only some permissions look at is offered with them.
  await pick(/^Action/, 'shareable')
  await page.getByRole('group', { name: 'Facts' }).getByRole('button').first().click()
  await expect(page.getByRole('list', { name: 'Answers' }).locator('> li').first()).toContainText('Allowed')
})
