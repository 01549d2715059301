import { expect, type Locator, type Page } from '@playwright/test'
import { tabInto, tabTo, walkTo } from '../helpers/keyboard'
import type { RunningApp } from '../helpers/launchApp'

/** One blueprint in the permission editor, in one window, from the keyboard alone. */
export interface Walk {
  readonly running: RunningApp
  readonly page: Page
  readonly blueprint: string
  /** The file that is open, for what others do to it. */
  readonly file: string
  /** Axe and a picture, in the dark too where the theme is looked at. */
  lookAt(name: string): Promise<void>
}

export interface Cell {
  readonly role: string
  readonly permission: string
}

export const stagedBar = (page: Page): Locator => page.getByRole('region', { name: 'Staged edits' })

export const cellOf = (page: Page, { role, permission }: Cell): Locator =>
  page.locator(`[data-role="${role}"][data-permission="${permission}"]`)

export async function openPermissions(page: Page): Promise<void> {
  await expect(page.getByRole('navigation').getByRole('button', { name: /^Permissions/ })).toBeVisible()
  await tabTo(page, /^Permissions/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid')).toBeVisible()
}

/** The last so many cells that a role has everywhere and can lose: somebody would notice, and nobody is locked out. */
export async function findHeld(page: Page, count = 1): Promise<readonly Cell[]> {
  return page.evaluate(async (wanted) => {
    const matrix = await window.rolecall.call('grant.matrix', {})
    if (!matrix.ok) throw new Error(matrix.error.message)
    const found: { role: string; permission: string }[] = []
    for (const { key: permission, cells } of matrix.value.permissions.toReversed()) {
      for (const { role, reach, isEditable, isOff, allowedReaches } of cells.toReversed()) {
        if (!isEditable || isOff || reach !== 'all' || !allowedReaches.includes('none')) continue
        const edits = [{ role, permission, reach: 'none' as const }]
        const preview = await window.rolecall.call('grant.preview', { edits, limit: 0 })
        if (!preview.ok || preview.value.edits.some((edit) => edit.refusedBecause.length > 0)) continue
        if (preview.value.peopleLosing === 0) continue
        if (found.push({ role, permission }) === wanted) return found
      }
    }
    throw new Error(`Only ${found.length} cells can be taken away.`)
  }, count)
}

/** Goes to a cell and presses a letter; the cell says then that it is staged. */
export async function stage(page: Page, cell: Cell, letter: string): Promise<void> {
  await tabInto(page, '[role=grid]')
  await walkTo(page, cellOf(page, cell))
  await page.keyboard.press(letter)
  await expect(cellOf(page, cell)).toHaveAccessibleName(/staged/)
}

/** Opens the details of a permission from its row. */
export async function openDetails(page: Page, permission: string): Promise<void> {
  await tabInto(page, '[role=grid]')
  await walkTo(page, page.locator(`[data-whole="permission:${permission}"]`))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Who has it now: /)).toBeVisible()
}

export async function applyStaged(page: Page, look: () => Promise<void> = async () => {}): Promise<void> {
  await tabTo(page, /^Review and apply/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Apply/ })).toBeVisible()
  await look()
  await tabTo(page, /^Apply$/)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Applied /)).toBeVisible()
  await expect(stagedBar(page)).toBeHidden()
}

export async function discardStaged(page: Page): Promise<void> {
  await tabTo(page, /^Discard$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Discard/ })).toBeVisible()
  await tabTo(page, /^Discard$/)
  await page.keyboard.press('Enter')
  await expect(stagedBar(page)).toBeHidden()
}
