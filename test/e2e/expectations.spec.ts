import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { choose, tabInto, tabTo, walkTo } from './helpers/keyboard'
import { launchApp, screenshot, useTheme, type RunningApp } from './helpers/launchApp'
import { makeSample } from './helpers/makeSample'

/** Colors are the same for every blueprint, so one of them is enough in the dark. */
async function lookAt(running: RunningApp, name: string, isDarkToo = true): Promise<void> {
  for (const theme of isDarkToo ? (['light', 'dark'] as const) : (['light'] as const)) {
    await useTheme(running, theme)
    await expectAccessible(running.page)
    await screenshot(running.page, `${name}-${theme}`)
  }
  await useTheme(running, 'light')
}

async function openPermissions(page: Page): Promise<void> {
  await tabTo(page, /^Permissions/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid')).toBeVisible()
}

/** Something that nobody of a low role has, and that the role could have everywhere. */
async function findUnheld(page: Page): Promise<{ role: string; roleName: string; permission: string; name: string }> {
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

for (const blueprint of ['staff-ladder', 'prokeep', 'lines-and-products', 'pronto', 'propel']) {
  test(`an expectation of ${blueprint} is written down, and an edit that breaks it names somebody`, async () => {
    test.setTimeout(240_000)
    const home = mkdtempSync(join(tmpdir(), 'rolecall-expectations-'))
    const running = await launchApp({ home, file: makeSample(home, blueprint, 120) })
    const { page } = running
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
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(form.getByRole('status')).toContainText('It holds now.')
    await expect(form.getByRole('textbox', { name: 'Title' })).not.toHaveValue('')
    if (blueprint === 'staff-ladder') await lookAt(running, 'expectation-form')
    await tabTo(page, /^Save$/)
    await page.keyboard.press('Enter')
    const list = page.getByRole('list', { name: 'Expectations' })
    await expect(list.getByRole('listitem')).toContainText('Holds.')
    await lookAt(running, `expectations-${blueprint}`, blueprint === 'staff-ladder')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()

    // The edit that breaks it names a person as the example, beside the grid and before it is applied.
    await tabInto(page, '[role=grid]')
    const cell = page.locator(`[data-role="${wanted.role}"][data-permission="${wanted.permission}"]`)
    await walkTo(page, cell)
    await page.keyboard.press('a')
    await expect(cell).toHaveAccessibleName(/staged/)
    const notice = page.getByRole('complementary').getByText('This breaks what you expect.')
    await expect(notice).toBeVisible()
    await expect(page.getByRole('complementary')).toContainText(`has “${wanted.name}”`)
    await lookAt(running, `expectation-broken-${blueprint}`, blueprint === 'staff-ladder')

    // Struck, it says nothing any more.
    await tabTo(page, /^Expectations/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await tabTo(page, /^Strike/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Expectations' })).toContainText('Nothing is written down yet.')
    await page.keyboard.press('Escape')
    await expect(notice).toBeHidden()
    await running.close()
  })
}

test('permissions of a feature that is turned on wait until somebody decides who gets them', async () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-new-permissions-'))
  const running = await launchApp({ home, file: makeSample(home, 'propel', 120) })
  const { page } = running
  await openPermissions(page)
  await tabTo(page, /^Features…$/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, /^Turn on: /)
  await page.keyboard.press('Enter')
  const turning = page.getByRole('dialog', { name: /^Turn .* on\?$/ })
  await expect(turning).toBeVisible()
  await expect(turning).toContainText('Nobody yet: decide in the matrix')
  await lookAt(running, 'feature-on')
  await tabTo(page, /^Turn on$/)
  await page.keyboard.press('Enter')
  await expect(turning).toBeHidden()
  await page.keyboard.press('Escape')
  const waiting = page.getByText(/new permissions? waits?: decide who gets/)
  await expect(waiting).toBeVisible()
  await lookAt(running, 'new-permissions')

  // They wait on the overview too, and lead back here.
  await tabTo(page, /^Overview/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Needs attention today')).toBeVisible()
  await expect(page.getByRole('main')).toContainText(/new permission/)
  await tabTo(page, /^Permissions/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Keep (it|them) as (it is|they are)$/)
  await page.keyboard.press('Enter')
  await expect(waiting).toBeHidden()
  await running.close()
})
