import { expect, type Page } from '@playwright/test'
import { choose, tabInto, tabTo, walkTo } from '../helpers/keyboard'
import { applyStaged, discardStaged, openPermissions, stagedBar, type Walk } from './Walk'

/** A whole area at once, and everything back to what the blueprint ships. */
export async function walkMany({ page, lookAt }: Walk): Promise<void> {
  await openPermissions(page)
  const { area, name, reach, cells } = await findArea(page)
  await tabInto(page, '[role=grid]')
  await walkTo(page, page.locator(`[data-whole="area:${area}"]`))
  await page.keyboard.press('Shift+Enter')
  const dialog = page.getByRole('dialog', { name: 'Set many at once' })
  await expect(dialog.getByRole('combobox', { name: 'Permissions' })).toContainText(`Area ${name}`)
  await choose(page, 'Set to', new RegExp(`^${reach}: `))
  await lookAt('set-many')
  await tabTo(page, new RegExp(`^Stage ${cells} edits$`))
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(stagedBar(page)).toContainText(`${cells} staged edits`)
  await expect(page.locator('[role=gridcell][aria-label*="staged"]')).toHaveCount(cells)
  await applyStaged(page)

  await tabTo(page, /^Reset all/, 'Shift+Tab')
  const different = await countEdited(page)
  await expect(page.getByRole('button', { name: new RegExp(`^Reset all: stage ${different} cell`) })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(stagedBar(page)).toBeVisible()
  await expect(page.getByRole('complementary').getByTestId('impact')).toBeVisible()
  await expect(page.locator('[role=gridcell][aria-label*="staged"]')).toHaveCount(different)
  await discardStaged(page)
}

/** As main has it: the page may not have read it yet. */
async function countEdited(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const matrix = await window.rolecall.call('grant.matrix', {})
    if (!matrix.ok) throw new Error(matrix.error.message)
    return matrix.value.permissions.flatMap(({ cells }) => cells.filter(({ isEdited }) => isEdited)).length
  })
}

/** An area of which more than one cell can be set to none, or else to all, and how many those are. */
async function findArea(page: Page): Promise<{ area: string; name: string; reach: string; cells: number }> {
  return page.evaluate(async () => {
    const matrix = await window.rolecall.call('grant.matrix', {})
    if (!matrix.ok) throw new Error(matrix.error.message)
    const { areas, permissions } = matrix.value
    const choices = (['none', 'all'] as const).flatMap((reach) => areas.toReversed().map((area) => ({ area, reach })))
    for (const { area, reach } of choices) {
      const edits = permissions
        .filter((permission) => permission.area === area.key && permission.cells.every((cell) => !cell.isOff))
        .flatMap(({ key: permission, cells }) =>
          cells
            .filter((cell) => cell.isEditable && cell.allowedReaches.includes(reach))
            // Where the source says nothing, or says "if granted", even the reach in force is a decision yet to be made.
            .filter((cell) => {
              const isDecided = !cell.isUnspecified && (cell.isEdited || cell.grantable === null)
              return cell.reach !== reach || !isDecided
            })
            .map(({ role }) => ({ role, permission, reach })),
        )
      if (edits.length < 2) continue
      const preview = await window.rolecall.call('grant.preview', { edits, limit: 0 })
      if (!preview.ok || preview.value.edits.some((edit) => edit.refusedBecause.length > 0)) continue
      return { area: area.key, name: area.name, reach, cells: edits.length }
    }
    throw new Error('No area can be set as a whole.')
  })
}
