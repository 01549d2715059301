import { expect, type Page } from '@playwright/test'
import { tabTo } from '../helpers/keyboard'
import type { RunningApp } from '../helpers/launchApp'
import { runCommandLine } from '../helpers/makeSample'
import { findHeld, openPermissions, stage, stagedBar, type Cell, type Walk } from './Walk'

/** Drafts are named, put aside and opened, outlive the window, are checked again, and discarded. */
export async function walkDrafts(walk: Walk, openAgain: () => Promise<RunningApp>): Promise<void> {
  const { page, lookAt, file, blueprint, running } = walk
  await openPermissions(page)
  const [autumn, winter] = (await findHeld(page, 2)) as [Cell, Cell]
  await stage(page, autumn, 'n')
  await openDrafts(page)
  await tabTo(page, /^Name…$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Name this draft' })).toBeVisible()
  if (blueprint === 'staff-ladder') await lookAt('drafts-name')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('Autumn')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Drafts' })).toContainText('Autumn')
  await tabTo(page, /^Put aside and start another$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(stagedBar(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Drafts · 1 kept' })).toBeVisible()

  // Another one, which gets a name when it is put aside in its turn.
  await stage(page, winter, 'n')
  await openDrafts(page)
  await tabTo(page, /^Open “Autumn”$/)
  await page.keyboard.press('Enter')
  await expect(stagedBar(page)).toContainText('“Autumn”')
  await openDrafts(page)
  await tabTo(page, /^Rename “Draft 1”$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Winter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Open “Winter”' })).toBeVisible()
  await running.close()

  // While the window was closed, somebody else did what the open draft wants.
  const asked = `grant set ${file} --role ${autumn.role} --do ${autumn.permission} --reach none`
  runCommandLine(running.home, asked.split(' '))
  await findAgain(walk, (await openAgain()).page)
}

async function findAgain({ lookAt, blueprint }: Walk, page: Page): Promise<void> {
  await openPermissions(page)
  await expect(page.getByText('Nothing is left of the draft “Autumn”')).toBeVisible()
  await openDrafts(page)
  const list = page.getByRole('list', { name: 'Drafts' })
  await expect(list).toContainText('it is so already, so this edit was dropped')
  await expect(list.getByRole('listitem').filter({ hasText: 'Winter' })).toContainText('1 edit')
  await lookAt('drafts')

  await tabTo(page, /^Discard “Winter”$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Discard the draft “Winter”?' })).toBeVisible()
  if (blueprint === 'staff-ladder') await lookAt('drafts-discard')
  await tabTo(page, /^Discard$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Drafts' })).toBeVisible()
  await expect(list).not.toContainText('Winter')
}

async function openDrafts(page: Page): Promise<void> {
  await tabTo(page, /^Drafts/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Drafts' })).toBeVisible()
}
