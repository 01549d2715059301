import { expect, test } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { answerFileDialogs, launchApp, type RunningApp, screenshot, useTheme } from './helpers/launchApp'

let running: RunningApp
test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(async () => running.close())

async function call(name: string, input: object): Promise<unknown> {
  return running.page.evaluate(
    async ([operation, given]) => {
      const { rolecall } = window as never as { rolecall: { call(name: string, input: object): Promise<unknown> } }
      return rolecall.call(operation as string, given as object)
    },
    [name, input] as const,
  )
}

test('consoles, operators and backups stand in the settings, and new recovery words are shown', async () => {
  const { page, home } = running
  const path = join(home, 'northside.rolecall')
  const owner = { ownerName: 'Robin Shaw', ownerEmail: 'robin@northside.example' }
  await call('org.create', { path, name: 'Northside', blueprint: 'prokeep', ...owner })
  await call('org.open', { path })
  // The backup is taken beside what goes on: what it holds is certain only once it is there.
  await expect.poll(async () => JSON.stringify(await call('backup.list', {}))).toContain('"n":1,')
  const mel = { name: 'Mel', email: 'mel@northside.example', role: 'administrator' }
  await call('staff.add', { people: [mel], active: true })
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Settings/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Consoles and keys' })).toBeVisible()

  await page.getByRole('button', { name: 'Add an operator…' }).click()
  await page.getByLabel('E-mail').fill('mel@northside.example')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Switch to Mel' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Backups' })).toContainText('Entry 1')
  for (const theme of ['light', 'dark'] as const) {
    await useTheme(running, theme)
    await page.getByRole('heading', { name: 'Operators of this desktop' }).scrollIntoViewIfNeeded()
    await expectAccessible(page)
    await screenshot(page, `devices-${theme}`)
  }

  await page.getByRole('button', { name: 'New recovery words…' }).click()
  await page.getByRole('button', { name: 'Make new words' }).click()
  await expect(page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem')).toHaveCount(12)
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  const restored = join(home, 'restored.rolecall')
  await answerFileDialogs(running, restored)
  await page.getByRole('button', { name: /^Restore to a new file/ }).click()
  await expect(page.getByText(`Restored to ${restored}`)).toBeVisible()

  await page.getByRole('button', { name: 'Switch to Mel' }).click()
  await expect(page.getByRole('banner')).toContainText('Mel')

  // Who acts stands in the corner of every page, and the menu there leads to everybody who may.
  const actor = page.getByRole('banner').getByRole('button', { name: /Switch operator/ })
  await expect(actor).toContainText('Mel')
  await actor.press('Enter')
  const menu = page.getByRole('menu', { name: 'Who acts' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await expect(menu.getByRole('menuitem', { name: /^Lock/ })).toContainText('Set a passphrase first')
  await expectAccessible(page)
  await screenshot(page, 'actor-menu-light')
  await menu.getByRole('menuitem', { name: /^Switch to Robin Shaw/ }).press('Enter')
  await expect(actor).toContainText('Robin Shaw')

  // A manager sees no administrator, so whoever takes over again says who they are.
  const kim = { name: 'Kim', email: 'kim@northside.example', role: 'manager', at: [] }
  await call('staff.add', { people: [kim], active: true })
  await call('device.add', { email: kim.email })
  await actor.press('Enter')
  await menu.getByRole('menuitem', { name: /^Switch to Kim/ }).press('Enter')
  await expect(actor).toContainText('Kim')
  await actor.press('Enter')
  await expect(menu.getByRole('menuitem', { name: /Robin|Mel/ })).toHaveCount(0)
  await menu.getByRole('menuitem', { name: 'Switch to somebody else…' }).press('Enter')
  const other = page.getByRole('dialog', { name: 'Switch to somebody else' })
  await other.getByLabel('Your e-mail').fill('nobody@northside.example')
  await other.getByLabel('Your e-mail').press('Enter')
  await expect(other.getByText(/nobody@northside.example is not enrolled on this desktop/)).toBeVisible()
  await expectAccessible(page)
  await screenshot(page, 'switch-operator-light')
  await other.getByLabel('Your e-mail').fill('robin@northside.example')
  await other.getByLabel('Your e-mail').press('Enter')
  await expect(other).toHaveCount(0)
  await expect(actor).toContainText('Robin Shaw')
  await actor.press('Enter')
  await menu.getByRole('menuitem', { name: 'Operators and keys…' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Operators of this desktop' })).toBeInViewport()

  // A file that was damaged meanwhile: what is left of it is offered with the refusal.
  await call('org.close', {})
  writeFileSync(path, 'nothing of it is left')
  await page.reload()
  await answerFileDialogs(running, path)
  await page.getByRole('button', { name: /^Open an org or an export/ }).press('Enter')
  const rescue = page.getByRole('region', { name: 'Backups of this file' })
  await expect(rescue.getByRole('list', { name: 'Backups' })).toContainText('Entry 1')
  await expectAccessible(page)
  await screenshot(page, 'damaged-light')
  const saved = join(home, 'saved.rolecall')
  await answerFileDialogs(running, saved)
  await rescue
    .getByRole('button', { name: /^Restore to a new file/ })
    .first()
    .press('Enter')
  await rescue.getByRole('button', { name: 'Open it' }).press('Enter')
  await expect(page.getByRole('banner')).toContainText('Northside')
})
