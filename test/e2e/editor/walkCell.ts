import { expect } from '@playwright/test'
import { tabInto, walkTo } from '../helpers/keyboard'
import { applyStaged, cellOf, findHeld, openDetails, openPermissions, stagedBar, type Cell, type Walk } from './Walk'

/** One cell: its choices, a letter, what the edit does, the details of its permission, and the change that it becomes. */
export async function walkCell({ page, lookAt }: Walk): Promise<void> {
  await openPermissions(page)
  const [cell] = (await findHeld(page)) as [Cell]
  await tabInto(page, '[role=grid]')
  await walkTo(page, cellOf(page, cell))
  await expect(cellOf(page, cell)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cellOf(page, cell)).toBeFocused()
  await page.keyboard.press('n')
  await expect(stagedBar(page)).toContainText('1 staged edit')
  await expect(cellOf(page, cell)).toBeFocused()
  await expect(cellOf(page, cell)).toHaveAccessibleName(/none.*staged/)
  await expect(page.getByRole('status').filter({ hasText: /▼ [1-9]/ })).toBeVisible()
  await lookAt('staged')

  await openDetails(page, cell.permission)
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await lookAt('permission')

  await applyStaged(page, () => lookAt('review'))
  await expect(cellOf(page, cell)).toHaveAccessibleName(/none/)
}
