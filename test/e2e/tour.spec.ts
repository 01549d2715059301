import { expect, type Page, test } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { answerFileDialogs, launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'

// The whole road of a stranger, in one window after the other: each step starts from where the one before ended.
test.describe.configure({ mode: 'serial' })

const home = mkdtempSync(join(tmpdir(), 'rolecall-tour-'))
const org = join(home, 'northside.rolecall')
const bundle = join(home, 'northside.json')
let running: RunningApp

const page = (): Page => running.page
const go = (name: string) =>
  page()
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()

/** Pictures of what stands there, in both themes, with the accessibility checks of each. */
const look = (name: string) => lookAt(running, name)

test.beforeAll(async () => {
  running = await launchApp({ home })
})

test.afterAll(async () => {
  await running.close()
  rmSync(home, { recursive: true, force: true })
})

test('1. opens on the welcome screen with every blueprint drawn as its ladder', async () => {
  await expect(page().getByRole('heading', { name: 'Rolecall' })).toBeVisible()
  for (const way of ['New organization…', 'Open an org or an export…', 'Explore a sample organization']) {
    await expect(page().getByRole('button', { name: way })).toBeVisible()
  }
  await expect(page().getByRole('button', { name: /Locations and groups/ })).toBeVisible()
  await look('welcome')
})

test('2. creates an organization, with the recovery words shown once', async () => {
  await page()
    .getByRole('button', { name: /Locations and groups/ })
    .click()
  const form = page().getByRole('form', { name: 'New organization' })
  await form.getByRole('button', { name: 'Create organization' }).click()
  await expect(form.getByText(/must|needed|enter/i).first()).toBeVisible()
  await form.getByLabel('Organization name').fill('Northside Supply')
  await form.getByLabel('Your name').fill('Robin Shaw')
  await form.getByLabel('Your e-mail').fill('robin@northside.example')
  await form.getByLabel('File').fill(org)
  await look('new-organization')
  await form.getByRole('button', { name: 'Create organization' }).click()
  await expect(page().getByRole('list', { name: 'Recovery words' }).getByRole('listitem')).toHaveCount(12)
  await expectAccessible(page())
  const openIt = page().getByRole('button', { name: 'Open the organization' })
  await expect(openIt).toBeDisabled()
  await page().getByLabel('I have written them down').check()
  await openIt.click()
  await expect(page().getByText('Northside Supply').first()).toBeVisible()
  await look('empty-organization')
})

test('3. imports a staff file, with every row previewed, all or nothing', async () => {
  const file = join(home, 'staff.csv')
  const rows = Array.from({ length: 320 }, (_, i) => {
    const role = i % 40 === 0 ? 'Manager' : 'Member'
    return `Person ${String(i).padStart(3, '0')};p${i}@northside.example;${role};${['Riverton', 'Oakdale, Harbor', 'Dock 9'][i % 3]}`
  })
  const text = ['Full Name;Work Email;Access level;Branch', 'Ben Osei;ben@northside.example;Manager;Riverton', ...rows]
  writeFileSync(file, [...text, 'Nobody;not-an-address;Boss;Harbor'].join('\n'))
  await answerFileDialogs(running, file)
  await go('Staff')
  await page()
    .getByRole('button', { name: /Import/ })
    .click()
  await page().getByRole('button', { name: 'Choose file…' }).click()
  await expect(page().getByText('Work Email').first()).toBeVisible()
  await look('import-columns')
  await page()
    .getByRole('button', { name: /Preview|Check/ })
    .click()
  await expect(page().getByText('This file cannot be applied as it is')).toBeVisible()
  await expect(
    page()
      .getByText(/“Boss”|Boss/)
      .first(),
  ).toBeVisible()
  await look('import-refused')
  await page()
    .getByRole('button', { name: /Leave the 1 refused row out/ })
    .click()
  await page().getByRole('button', { name: 'Import 321 people' }).click()
  await expect(page().getByText(/is imported/)).toBeVisible()
  await page().getByRole('button', { name: 'Show staff' }).click()
  await expect(page().getByRole('button', { name: 'Staff 322 people' })).toBeVisible()
})

test('4. finds people, shows the ladder and the matrix', async () => {
  const search = page()
    .getByRole('searchbox')
    .or(page().getByPlaceholder(/Search name/))
  await search.first().fill('osei')
  await expect(page().getByRole('row').filter({ hasText: 'Ben Osei' })).toBeVisible()
  await expect(page().getByRole('row').filter({ hasText: 'Person 001' })).toHaveCount(0)
  await page().getByRole('row').filter({ hasText: 'Ben Osei' }).click()
  await expect(page().getByRole('tab', { name: 'Role' })).toBeVisible()
  await expect(page().getByRole('list', { name: 'Ladder' }).getByText('Administrator')).toBeVisible()
  await look('staff')
  await page().getByRole('tab', { name: 'Effective access' }).click()
  await expectAccessible(page())
  await go('Role ladder')
  await expect(page().getByText(/over Member/)).toBeVisible()
  await look('role-ladder')
  await go('Permissions')
  await expect(page().getByRole('grid', { name: 'Permissions by role' })).toBeVisible()
  await look('permissions-default')
})

const cell = (name: RegExp) => page().getByRole('gridcell', { name })

test('5. stages an edit that survives closing, names who gains, applies it, takes it back', async () => {
  await go('Staff')
  await page().getByRole('row').filter({ hasText: 'Ben Osei' }).click()
  await page()
    .getByRole('button', { name: /Activate|active/i })
    .first()
    .click()
  await go('Permissions')
  await cell(/^Manager, Unblock contacts: none/).click()
  await page()
    .getByRole('menuitemradio', { name: /^assigned/ })
    .click()
  const bar = page().getByRole('region', { name: 'Staged edits' })
  await expect(bar.getByText('1 staged edit')).toBeVisible()
  await expect(bar.getByText('▲ 1 gain')).toBeVisible()
  await expect(page().getByText('Ben Osei').first()).toBeVisible()
  await look('permissions-staged')

  await running.close()
  running = await launchApp({ home, file: org })
  await go('Permissions')
  await expect(cell(/^Manager, Unblock contacts: assigned.*staged/)).toBeVisible()
  await page().getByRole('button', { name: 'Review and apply' }).click()
  await expect(page().getByRole('dialog').getByText('Ben Osei').first()).toBeVisible()
  await expectAccessible(page())
  await page().getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await expect(cell(/^Manager, Unblock contacts: assigned.*differs from default/)).toBeVisible()
  await page().getByRole('button', { name: 'Undo' }).click()
  await expect(cell(/^Manager, Unblock contacts: none$/)).toBeVisible()
  await go('History')
  await expect(page().getByText(/took back/)).toBeVisible()
  await look('history')
})

test('6. exports, and a desktop that has never seen the organization opens and verifies the export', async () => {
  await answerFileDialogs(running, bundle)
  await page()
    .getByRole('button', { name: /Organization menu/ })
    .click()
  await page()
    .getByRole('menuitem', { name: /Export/ })
    .click()
  await expect(page().getByText('SHA-256')).toBeVisible()
  await running.close()

  const elsewhere = mkdtempSync(join(tmpdir(), 'rolecall-elsewhere-'))
  running = await launchApp({ home: elsewhere, file: bundle })
  await expect(page().getByTestId('read-only-banner')).toContainText('You are reading an export of Northside Supply')
  await go('Staff')
  await expect(page().getByRole('button', { name: 'Staff 322 people' })).toBeVisible()
  await page()
    .getByRole('button', { name: /Organization menu/ })
    .click()
  await page()
    .getByRole('menuitem', { name: /Verify/ })
    .click()
  await expect(page().getByText('Everything agrees')).toBeVisible()
  await look('export-verified')
})
