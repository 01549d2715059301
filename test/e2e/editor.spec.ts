import { expect, test } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Walk } from './editor/Walk'
import { walkCell } from './editor/walkCell'
import { walkDrafts } from './editor/walkDrafts'
import { walkExpectations } from './editor/walkExpectations'
import { walkHistory } from './editor/walkHistory'
import { walkMany } from './editor/walkMany'
import { walkNewPermissions } from './editor/walkNewPermissions'
import { walkViewAs } from './editor/walkViewAs'
import { choose, tabInto, tabTo, walkTo } from './helpers/keyboard'
import { launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'
import { makeSample } from './helpers/makeSample'

for (const blueprint of ['staff-ladder', 'prokeep', 'lines-and-products', 'pronto', 'propel']) {
  test.describe(`the permission editor of ${blueprint}, with the keyboard alone`, () => {
    let home: string
    let file: string
    let running: RunningApp
    const open = async () => (running = await launchApp({ home, file }))
    const walk = (): Walk => ({ running, page: running.page, blueprint, file, lookAt: look })
    // Colors are the same for every blueprint, so one of them is enough in the dark.
    const themes = blueprint === 'staff-ladder' ? (['light', 'dark'] as const) : (['light'] as const)
    const look = (name: string) => lookAt(running, `editor-${blueprint}-${name}`, themes)
    test.beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'rolecall-editor-'))
      file = makeSample(home, blueprint, 120)
      await open()
    })
    test.afterAll(async () => {
      await running.close()
      rmSync(home, { recursive: true, force: true })
    })

    test('a cell is staged, looked into, reviewed and applied', () => walkCell(walk()))
    test('a past value and a point in the past come back', () => walkHistory(walk()))
    test('a whole area is set at once, and everything reset', () => walkMany(walk()))
    test('the screens are seen through the eyes of the lowest role', () => walkViewAs(walk()))
    test('an expectation is written down, and an edit that breaks it names somebody', () => walkExpectations(walk()))
    test('new permissions wait until somebody decides who gets them', () => walkNewPermissions(walk()))
    test('drafts are named, put aside, opened, checked again and discarded', () => walkDrafts(walk(), open))
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
