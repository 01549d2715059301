import { expect, test } from '@playwright/test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { choose, tabInto, tabTo, walkTo } from './helpers/keyboard'
import { launchApp, screenshot, useTheme } from './helpers/launchApp'
import { makeSample } from './helpers/makeSample'

const blueprints = ['staff-ladder', 'prokeep', 'lines-and-products', 'pronto', 'propel']

for (const blueprint of blueprints) {
  test(`the permission editor of ${blueprint} with the keyboard alone`, async () => {
    test.setTimeout(300_000)
    // Colors are the same for every blueprint, so one of them is enough in the dark.
    const themes = blueprint === 'staff-ladder' ? (['light', 'dark'] as const) : (['light'] as const)
    const home = mkdtempSync(join(tmpdir(), 'rolecall-editor-'))
    const file = makeSample(home, blueprint, 400)
    const running = await launchApp({ home, file })
    const { page } = running
    const lookAt = async (name: string) => {
      for (const theme of themes) {
        await useTheme(running, theme)
        await expectAccessible(page)
        await screenshot(page, `editor-${blueprint}-${name}-${theme}`)
      }
      await useTheme(running, 'light')
    }
    await expect(page.getByRole('navigation').getByRole('button', { name: /^Permissions/ })).toBeVisible()
    await tabTo(page, /^Permissions/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('grid')).toBeVisible()

    // A cell that many people hold and that can be taken away.
    await tabInto(page, '[role=grid]')
    const cell = page
      .locator('[role=gridcell][aria-readonly=false]')
      .filter({ hasText: /^(all|assigned)$/ })
      .last()
    const name = (await cell.getAttribute('aria-label'))!
    await walkTo(page, cell)
    expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-label'))).toBe(name)
    await page.keyboard.press('Space')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press(name.includes('connected') ? 'a' : 'n')
    if (await page.getByRole('region', { name: 'Staged edits' }).isHidden()) await page.keyboard.press('c')
    await expect(page.getByRole('region', { name: 'Staged edits' })).toBeVisible()
    const spoken = await page.evaluate(() => document.activeElement!.getAttribute('aria-label'))
    expect(spoken).toMatch(/staged/)
    await expect(page.getByRole('status').filter({ hasText: /▼/ })).toBeVisible()
    await lookAt('staged')

    // Its details: from the same row, with Enter on its name.
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^Who has it now: /)).toBeVisible()
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    await lookAt('permission')

    // A whole column at once.
    await tabTo(page, /^Set many/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Set many at once' })).toBeVisible()
    await lookAt('set-many')
    await page.keyboard.press('Escape')

    await tabTo(page, /^Review and apply/)
    if ((await page.getByRole('button', { name: 'Review and apply' }).getAttribute('aria-disabled')) === null) {
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog', { name: /^Apply/ })).toBeVisible()
      await lookAt('review')
      await tabTo(page, /^Apply$/)
      await page.keyboard.press('Enter')
      await expect(page.getByText(/^Applied /)).toBeVisible()
    }
    // Everything back to what the blueprint ships: staged, with what it does, and not done.
    if (await page.getByRole('region', { name: 'Staged edits' }).isHidden()) {
      await tabTo(page, /^Reset all/, 'Shift+Tab')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('region', { name: 'Staged edits' })).toBeVisible()
      await expect(page.getByRole('complementary').getByTestId('impact')).toBeVisible()
      await tabTo(page, /^Discard$/)
      await page.keyboard.press('Enter')
      await tabTo(page, /^Discard$/)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('region', { name: 'Staged edits' })).toBeHidden()
    }

    // Through the eyes of the lowest role, and back.
    await tabTo(page, /^View as…$/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'View as…' })).toBeVisible()
    await tabTo(page, /^View$/)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-as-banner')).toBeVisible()
    await expect(page.getByRole('dialog')).toBeHidden()
    await lookAt('view-as')
    await tabTo(page, /^The product as they see it$/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: /^The product as any / })).toBeVisible()
    await lookAt('product')
    await page.keyboard.press('Escape')
    await tabTo(page, /^Stop viewing as/)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-as-banner')).toBeHidden()
    await running.close()
  })
}

test('on a ladder where each role holds what the one below holds, a permission is set by its lowest role', async () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-editor-'))
  const running = await launchApp({ home, file: makeSample(home, 'pronto', 60) })
  const { page } = running
  await tabTo(page, /^Permissions/)
  await page.keyboard.press('Enter')
  const row = page.getByRole('rowheader').filter({ hasText: 'lowest: Admin' }).first()
  await expect(row).toBeVisible()
  const name = (await row.getByRole('button').textContent())!.replace(/lowest: Admin.*/, '')
  await tabInto(page, '[role=grid]')
  await walkTo(page, row)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name })).toBeVisible()
  await choose(page, 'Lowest role that has it', 'Manager')
  await expect(page.getByRole('region', { name: 'Staged edits' })).toContainText('1 staged edit')
  await expect(page.getByRole('rowheader', { name: new RegExp(`^${name}`) })).toContainText('lowest: Manager')
  await running.close()
})

test('the grid keeps its place when edits are staged and when somebody else changes the organization', async () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-editor-'))
  const running = await launchApp({ home, file: makeSample(home, 'staff-ladder', 60) })
  const { page } = running
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Permissions/ })
    .click()
  const cells = page.locator('[role=gridcell][aria-readonly=false]')
  const far = cells.filter({ hasText: /^all$/ }).last()
  await far.scrollIntoViewIfNeeded()
  await far.click()
  await page.getByRole('menuitemradio', { name: /^none/ }).click()
  await expect(page.getByRole('status').filter({ hasText: /▼ [1-9]/ })).toBeVisible()

  // The bar took room at the foot; the cell is still in view, and holds the focus.
  const spoken = () => page.evaluate(() => document.activeElement!.getAttribute('aria-label'))
  const scrolled = () => page.evaluate(() => document.querySelector('[role=grid]')!.parentElement!.scrollTop)
  expect(await spoken()).toMatch(/staged/)
  await expect(page.locator('[role=gridcell]:focus')).toBeInViewport({ ratio: 1 })
  const [name, top] = [await spoken(), await scrolled()]
  expect(top).toBeGreaterThan(0)

  const first = cells.filter({ hasText: /^all$/ }).first()
  const about = await first.evaluate((cell) => ({ ...(cell as HTMLElement).dataset }) as Record<string, string>)
  const answer = await page.evaluate(
    ({ role, permission }) =>
      window.rolecall.call('grant.set', {
        edits: [{ role: role as never, permission: permission as never, reach: 'none' }],
      }),
    { role: about['role']!, permission: about['permission']! },
  )
  expect(answer.ok).toBe(true)
  await expect(
    page.locator(`[data-role="${about['role']}"][data-permission="${about['permission']}"]`),
  ).toHaveAccessibleName(/none/)
  expect(await spoken()).toBe(name)
  expect(await scrolled()).toBe(top)
  await running.close()
})
