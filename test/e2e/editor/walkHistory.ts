import { expect } from '@playwright/test'
import { tabTo } from '../helpers/keyboard'
import {
  applyStaged,
  cellOf,
  discardStaged,
  findHeld,
  openDetails,
  openPermissions,
  stagedBar,
  type Cell,
  type Walk,
} from './Walk'

/** A past value of one cell and a point in the past of its permission come back as staged edits. */
export async function walkHistory({ page, lookAt }: Walk): Promise<void> {
  await openPermissions(page)
  const [cell] = (await findHeld(page)) as [Cell]
  await page.evaluate(async (edit) => {
    for (const reach of ['none', 'all'] as const) {
      const answer = await window.rolecall.call('grant.set', {
        edits: [{ ...(edit as never as object), reach }] as never,
      })
      if (!answer.ok) throw new Error(answer.error.message)
    }
  }, cell)
  await openDetails(page, cell.permission)
  const past = page.getByRole('complementary')

  // Of the two changes the newer one is in force: the cell gets the older one’s value.
  await expect(past.getByRole('button', { name: /^Restore for .*: none$/ })).toHaveCount(1)
  await tabTo(page, /^Restore for .*: none$/)
  await page.keyboard.press('Enter')
  await expect(cellOf(page, cell)).toHaveAccessibleName(/none.*staged/)
  await discardStaged(page)

  await tabTo(page, /^Restore this point, .* none$/)
  await page.keyboard.press('Enter')
  await expect(stagedBar(page)).toContainText('1 staged edit')
  await expect(cellOf(page, cell)).toHaveAccessibleName(/none.*staged/)
  await expect(page.getByRole('status').filter({ hasText: /▼ [1-9]/ })).toBeVisible()
  await lookAt('restored')
  await applyStaged(page)
  await expect(past.getByRole('listitem').filter({ hasText: '→ none' }).first()).toBeVisible()
}
