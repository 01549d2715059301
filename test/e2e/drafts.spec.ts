import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { tabInto, tabTo, walkTo } from './helpers/keyboard'
import { launchApp, screenshot, useTheme, type RunningApp } from './helpers/launchApp'
import { makeSample, runCommandLine } from './helpers/makeSample'

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

/** Takes the last permission but so many away from its lowest role that has it everywhere; answers with the cell. */
async function stageOne(page: Page, back: number): Promise<{ role: string; permission: string }> {
  await tabInto(page, '[role=grid]')
  const cells = page.locator('[role=gridcell][aria-readonly=false]').filter({ hasText: /^all$/ })
  const cell = cells.nth((await cells.count()) - 1 - back)
  const found = await cell.evaluate((one) => ({
    role: (one as HTMLElement).dataset['role']!,
    permission: (one as HTMLElement).dataset['permission']!,
  }))
  await walkTo(page, cell)
  await page.keyboard.press('n')
  await expect(page.getByRole('region', { name: 'Staged edits' })).toContainText('staged edit')
  return found
}

async function openDrafts(page: Page): Promise<void> {
  await tabTo(page, /^Drafts/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Drafts' })).toBeVisible()
}

for (const blueprint of ['staff-ladder', 'prokeep', 'lines-and-products', 'pronto', 'propel']) {
  test(`drafts of ${blueprint} are named, put aside, opened, re-checked and discarded from the keyboard`, async () => {
    test.setTimeout(240_000)
    const home = mkdtempSync(join(tmpdir(), 'rolecall-drafts-'))
    const file = makeSample(home, blueprint, 60)
    let running = await launchApp({ home, file })
    let { page } = running
    await openPermissions(page)
    const autumn = await stageOne(page, 0)

    await openDrafts(page)
    await tabTo(page, /^Name…$/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Name this draft' })).toBeVisible()
    if (blueprint === 'staff-ladder') await lookAt(running, 'drafts-name')
    await page.keyboard.type('Autumn')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Drafts' })).toContainText('Autumn')
    await tabTo(page, /^Put aside and start another$/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByRole('region', { name: 'Staged edits' })).toBeHidden()
    await expect(page.getByRole('button', { name: 'Drafts · 1 kept' })).toBeVisible()

    // Another one, which gets a name when it is put aside in its turn.
    await stageOne(page, 1)
    await openDrafts(page)
    await tabTo(page, /^Open “Autumn”$/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Staged edits' })).toContainText('“Autumn”')
    await openDrafts(page)
    await tabTo(page, /^Rename “Draft 1”$/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Winter')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Open “Winter”' })).toBeVisible()
    await running.close()

    // While the window was closed, somebody else did what the open draft wants.
    const asked = `grant set ${file} --role ${autumn.role} --do ${autumn.permission} --reach none`
    runCommandLine(home, asked.split(' '))
    running = await launchApp({ home, file })
    page = running.page
    await openPermissions(page)
    await expect(page.getByText('Nothing is left of the draft “Autumn”')).toBeVisible()
    await openDrafts(page)
    const list = page.getByRole('list', { name: 'Drafts' })
    await expect(list).toContainText('it is so already, so this edit was dropped')
    await expect(list.getByRole('listitem').filter({ hasText: 'Winter' })).toContainText('1 edit')
    await lookAt(running, `drafts-${blueprint}`, blueprint === 'staff-ladder')

    await tabTo(page, /^Discard “Winter”$/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Discard the draft “Winter”?' })).toBeVisible()
    if (blueprint === 'staff-ladder') await lookAt(running, 'drafts-discard')
    await tabTo(page, /^Discard$/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Drafts' })).toBeVisible()
    await expect(list).not.toContainText('Winter')
    await running.close()
  })
}
