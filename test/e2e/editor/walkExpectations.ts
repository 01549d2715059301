import { expect, type Page } from '@playwright/test'
import { choose, tabTo } from '../helpers/keyboard'
import { discardStaged, openPermissions, stage, type Cell, type Walk } from './Walk'

/** An expectation is written down, an edit that breaks it names somebody, and it is struck again. */
export async function walkExpectations({ page, lookAt, blueprint }: Walk): Promise<void> {
  await openPermissions(page)
  const wanted = await findUnheld(page)
  await tabTo(page, /^Expectations/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Expectations' })).toContainText('Nothing is written down yet.')
  await tabTo(page, /^Write one down…$/)
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Write down an expectation' })
  await expect(form).toBeVisible()
  await choose(page, 'Role', wanted.roleName)
  await form.getByRole('combobox', { name: 'Permission' }).focus()
  await page.keyboard.type(wanted.permission)
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('status')).toContainText('It holds now.')
  await expect(form.getByRole('textbox', { name: 'Title' })).not.toHaveValue('')
  if (blueprint === 'staff-ladder') await lookAt('expectation-form')
  await tabTo(page, /^Save$/)
  await page.keyboard.press('Enter')
  const list = page.getByRole('list', { name: 'Expectations' })
  await expect(list.getByRole('listitem')).toContainText('Holds.')
  await lookAt('expectations')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  // The edit that breaks it names a person as the example, beside the grid and before it is applied.
  await stage(page, wanted, 'a')
  const notice = page.getByRole('complementary').getByText('This breaks what you expect.')
  await expect(notice).toBeVisible()
  await expect(page.getByRole('complementary')).toContainText(`has “${wanted.name}”`)
  await lookAt('expectation-broken')

  // Struck, it says nothing any more.
  await tabTo(page, /^Expectations/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, /^Strike/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Expectations' })).toContainText('Nothing is written down yet.')
  await tabTo(page, /^Close$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(notice).toBeHidden()
  await discardStaged(page)
}

/** Something that nobody of a low role has, and that the role could have everywhere. */
async function findUnheld(page: Page): Promise<Cell & { roleName: string; name: string }> {
  return page.evaluate(async () => {
    const matrix = await window.rolecall.call('grant.matrix', {})
    if (!matrix.ok) throw new Error(matrix.error.message)
    const cells = matrix.value.roles
      .toReversed()
      .flatMap((role) => matrix.value.permissions.map((permission) => [role, permission] as const))
    for (const [role, permission] of cells) {
      const cell = permission.cells.find((each) => each.role === role.key)!
      if (!cell.isEditable || cell.isOff || cell.isUnspecified || cell.reach !== 'none') continue
      if (!cell.allowedReaches.includes('all')) continue
      const detail = await window.rolecall.call('permission.read', { permission: permission.key, limit: 0 })
      if (!detail.ok) throw new Error(detail.error.message)
      if (detail.value.holders.byRole.some((held) => held.role === role.key && held.people > 0)) continue
      return {
        role: role.key as string,
        roleName: role.name,
        permission: permission.key as string,
        name: permission.name,
      }
    }
    throw new Error('Everything is held by somebody of every role.')
  })
}
