import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { choose, tabTo } from './helpers/keyboard'
import { launchApp } from './helpers/launchApp'
import { makeSample } from './helpers/makeSample'
import { lookAt } from './helpers/lookAt'

const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name }).last().focus()
  await page.keyboard.press('Enter')
}

test('permissions and areas are the organization’s own to add, describe and remove, once the blueprint is', async () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-catalogue-'))
  const running = await launchApp({ home, file: makeSample(home, 'propel', 60) })
  const { page } = running
  const dialog = page.getByRole('dialog')

  // The shipped catalogue is fixed, and the screen says where that changes.
  await tabTo(page, /^Permissions/)
  await page.keyboard.press('Enter')
  await expect(page.getByText('The permissions and areas of Accounts and lists are fixed.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a permission…' })).toHaveCount(0)
  await press(page, 'Make the roles your own')
  await press(page, 'Make the roles your own…')
  await press(page, 'Copy')
  await expect(dialog).toHaveCount(0)
  await tabTo(page, /^Permissions/, 'Shift+Tab')
  await page.keyboard.press('Enter')

  await press(page, 'Areas…')
  await expect(page.getByRole('list', { name: 'Areas' })).toBeVisible()
  await press(page, 'Remove Archive')
  await expect(dialog).toContainText('“Archive” still lists permissions. Move them to another area first.')
  await lookAt(running, 'areas')
  await press(page, 'Add an area…')
  await expect(dialog.getByRole('textbox').first()).toBeFocused()
  await page.keyboard.type('Front desk')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Areas' })).toContainText('Front desk · 0 permissions')
  await press(page, 'Close')

  await press(page, 'Add a permission…')
  await expect(dialog.getByRole('textbox').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Give the permission a name')
  await page.keyboard.type('Close billing')
  await page.getByRole('textbox', { name: 'What it allows' }).focus()
  await page.keyboard.type('Close the billing of a month.')
  await choose(page, 'Area', 'Front desk')
  await lookAt(running, 'permission-add')
  await press(page, 'Add permission')
  await expect(dialog).toHaveCount(0)
  const panel = page.getByRole('complementary', { name: 'Close billing' })
  await expect(panel).toContainText('Close the billing of a month.')
  await expect(page.getByRole('rowheader', { name: /^Front desk/ })).toBeVisible()
  await lookAt(running, 'permission-own')

  await press(page, 'Edit…')
  await expect(dialog.getByRole('textbox').first()).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Close a month')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Close a month' })).toBeVisible()

  // One that something rests on stays, and it is said what.
  await page.getByRole('rowheader', { name: /^See funnel cards/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'See funnel cards' })).toBeVisible()
  await press(page, 'Remove…')
  await press(page, 'Remove permission')
  await expect(dialog).toContainText('takes “See funnel cards”, so it must stay.')
  await expect(dialog.getByRole('button', { name: 'Remove permission' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  // One that people have: they are named before it is removed, and one undo brings it back.
  await page.getByRole('rowheader', { name: /^Bring accounts back/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: /^Bring accounts back/ })).toBeVisible()
  await press(page, 'Remove…')
  await expect(dialog.getByRole('region', { name: 'What this does' })).toContainText(/Lose something: \d+ people/)
  await lookAt(running, 'permission-remove')
  await press(page, 'Remove permission')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('rowheader', { name: /^Bring accounts back/ })).toHaveCount(0)
  await press(page, 'Undo')
  await expect(page.getByRole('rowheader', { name: /^Bring accounts back/ })).toHaveCount(1)
  await running.close()
})
