import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { choose } from './helpers/keyboard'
import { answerFileDialogs, launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'
import { openSample } from './helpers/openSample'

let running: RunningApp
test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(async () => running.close())

async function openLadder(blueprint: string): Promise<void> {
  const { page } = running
  await openSample(running, blueprint, 40)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Role ladder/ })
    .focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: /^Ladder/ })).toBeVisible()
}

const press = async (page: Page, name: string | RegExp, role: 'button' | 'checkbox' = 'button') => {
  await page.getByRole(role, { name }).last().focus()
  await page.keyboard.press(role === 'checkbox' ? 'Space' : 'Enter')
}

for (const blueprint of ['prokeep', 'lines-and-products', 'pronto', 'propel', 'staff-ladder']) {
  test(`the ladder of ${blueprint}, from the keyboard`, async () => {
    const { page } = running
    await openLadder(blueprint)
    const rungs = page.getByRole('list', { name: /^Ladder/ }).getByRole('button')
    const lowest = rungs.last()
    await lowest.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Who may move whom' })).toBeVisible()
    await expect(page.getByText(/^The roles of .* are fixed\.$/)).toBeVisible()
    await lookAt(running, `ladder-${blueprint}`)

    await press(page, 'Make the roles your own…')
    await expect(page.getByRole('dialog')).toBeVisible()
    await press(page, 'Copy')
    await expect(page.getByRole('dialog')).toHaveCount(0)

    await press(page, 'Add one like it…')
    await page.keyboard.type('Front desk')
    await expect(page.getByRole('region', { name: 'What this does' })).toContainText('Nobody gains or loses anything.')
    await lookAt(running, `ladder-${blueprint}-add`)
    await press(page, 'Add role')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('complementary', { name: 'Front desk' })).toBeVisible()

    await press(page, 'Delete…')
    await expect(page.getByRole('region', { name: 'What this does' })).toContainText('Nobody has it.')
    await press(page, 'Delete role')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(rungs.filter({ hasText: 'Front desk' })).toHaveCount(0)
    await press(page, 'Undo')
    await expect(rungs.last()).toContainText('Front desk')
  })
}

test('a role with people is deleted after their names were shown; any two are compared; the ladder is saved', async () => {
  const { page, home } = running
  await openLadder('propel')
  await press(page, 'Make the roles your own…')
  await press(page, 'Copy')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const rungs = page.getByRole('list', { name: /^Ladder/ }).getByRole('button')
  await rungs.nth(1).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Manager' })).toBeVisible()
  await press(page, 'Delete…')
  const effect = page.getByRole('region', { name: 'What this does' })
  await expect(effect).toContainText(/Its \d+ people get the role User\./)
  await expect(effect).toContainText(/Lose something: \d+ /)
  await lookAt(running, 'ladder-delete')
  await press(page, 'Delete role')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(rungs).toHaveCount(2)
  await press(page, 'Undo')
  await expect(rungs).toHaveCount(3)

  await rungs.nth(2).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'User' })).toBeVisible()
  await press(page, 'Edit…')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Associate')
  await press(page, 'Save')
  await expect(rungs.nth(2)).toContainText('Associate')
  await press(page, 'Move…')
  await choose(page, 'Stands right under', 'Administrator')
  await expect(effect).toContainText('moves up the ladder')
  await press(page, 'Move')
  await expect(rungs.nth(1)).toContainText('Associate')
  // Above Manager it holds less: the rung says so.
  await expect(rungs.nth(1)).toContainText(/lacks .* of Manager/)

  await press(page, 'Compare…')
  await choose(page, 'First role', 'Manager')
  await choose(page, 'Second role', 'Associate')
  await expect(page.getByRole('status').filter({ hasText: 'From Manager to Associate' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Filter permissions' }).focus()
  await page.keyboard.type('archive')
  await expect(page.getByRole('region', { name: 'Compared' }).getByRole('row').nth(1)).toContainText('rchive')
  await lookAt(running, 'ladder-compare')
  await press(page, 'Close')

  for (const ending of ['png', 'pdf', 'svg']) {
    const path = join(home, `ladder.${ending}`)
    await answerFileDialogs(running, path)
    await press(page, 'Save as…')
    await expect(page.getByText(`Saved ${path}.`)).toBeVisible()
    const start = readFileSync(path).subarray(0, 8).toString('latin1')
    expect(start).toMatch({ png: /PNG/, pdf: /^%PDF-/, svg: /^<svg / }[ending]!)
  }
})

test('a new organization is made of a copy, and of a file', async () => {
  const { page, home } = running
  await page.evaluate(() => window.rolecall.call('org.close', {}))
  await press(page, /^Locations and groups/)
  await expect(page.getByRole('form', { name: 'New organization' })).toBeVisible()
  await press(page, /^Make a copy our own/, 'checkbox')
  await expect(page.getByText('Roles and permissions may be added')).toBeVisible()
  await lookAt(running, 'welcome-own')
  await page.getByRole('textbox', { name: 'Organization name' }).fill('Harbor Dental')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Dana Kim')
  await page.getByRole('textbox', { name: 'Your e-mail' }).fill('dana@harbor.example')
  await page.getByRole('textbox', { name: 'File', exact: true }).fill(join(home, 'harbor.rolecall'))
  await press(page, 'Create organization')
  await expect(page.getByText(/recovery words/i).first()).toBeVisible({ timeout: 20_000 })
})
