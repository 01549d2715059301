import { expect, test } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aWorkbook } from '../helpers/aWorkbook'
import { answerFileDialogs, launchApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'

const at = (name: string): string => `${name}@northside.example`

test('imports a sheet of a workbook, asks who somebody is, and removes whom somebody chose', async () => {
  const running = await launchApp()
  const { page, home } = running
  const ask = (name: string, input: object) =>
    page.evaluate(
      async ([operation, body]) => {
        const answer = await window.rolecall.call(operation as 'staff.list', body as object)
        if (!answer.ok) throw new Error(answer.error.message)
        return answer.value
      },
      [name, input] as const,
    )
  const look = (name: string) => lookAt(running, `import-${name}`)
  const path = join(home, 'northside.rolecall')
  await ask('org.create', {
    path,
    name: 'Northside Supply',
    blueprint: 'prokeep',
    ownerName: 'Robin Shaw',
    ownerEmail: at('robin'),
  })
  await ask('org.open', { path })
  await ask('place.add', { kind: 'location', name: 'Riverton' })
  const people = [
    { name: 'Ana Ruiz', email: at('ana'), role: 'member' },
    { name: 'Ben Osei', email: at('ben'), role: 'member' },
    { name: 'Cy Dunn', email: at('cy'), role: 'member' },
    { name: 'Dee Marsh', email: at('dee'), role: 'member' },
  ]
  await ask('staff.add', { people, active: true })

  const file = join(home, 'staff.xlsx')
  const rows = [
    ['Name', 'E-mail', 'Access level', 'Branch'],
    ['Robin Shaw', at('robin'), 'Administrator', ''],
    ['Ana Ruiz', at('ana.ruiz'), 'Member', 'Riverton'],
    ['Ben Osei', at('ben.osei'), 'Member', 'Riverton'],
    ['Eve Stone', at('eve'), 'Manager', 'Riverton'],
  ]
  writeFileSync(file, aWorkbook({ Notes: [['Read me first'], ['Ask Robin']], Staff: rows }))
  await answerFileDialogs(running, file)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Staff/ })
    .click()
  await page.getByRole('button', { name: 'Import file…' }).press('Enter')
  await expect(page.getByText('A CSV file or an XLSX workbook, for example', { exact: false })).toBeVisible()
  await look('choose')
  await page.getByRole('button', { name: 'Choose file…' }).press('Enter')

  // The first sheet that holds something is no staff list; the other one is.
  const sheet = page.getByRole('combobox', { name: 'Sheet' })
  await expect(sheet).toHaveText('Notes')
  await sheet.press('Enter')
  await page.getByRole('option', { name: 'Staff' }).press('Enter')
  await expect(sheet).toHaveText('Staff')
  await expect(page.getByText('4 rows, 4 columns · sheet “Staff”')).toBeVisible()
  await look('sheet')
  await page.getByRole('button', { name: 'Preview every row' }).press('Enter')

  // Two rows have the name of somebody here under another address: nothing is assumed.
  const apply = page.getByRole('button', { name: /^(Import|Apply) / })
  await expect(apply).toHaveAttribute('aria-disabled', 'true')
  const who = page.getByRole('group', { name: 'Who is it?' })
  await expect(who.getByRole('listitem')).toHaveCount(2)
  await expect(who).toContainText(`Ana Ruiz: ${at('ana.ruiz')} in line 3, ${at('ana')} here`)
  await look('same-names')
  await who.getByRole('button', { name: 'Same person (line 3)' }).press('Enter')
  await expect(who.getByRole('button', { name: 'Same person (line 3)' })).toHaveAttribute('aria-pressed', 'true')
  await who.getByRole('button', { name: 'New person (line 4)' }).press('Enter')
  await expect(apply).not.toHaveAttribute('aria-disabled', 'true')

  // Whoever is not in the file stays, unless chosen.
  await page.getByRole('tab', { name: /^Not in the file/ }).click()
  const missing = page.getByRole('group', { name: 'People not in the file' })
  await expect(missing.getByRole('listitem')).toHaveCount(3)
  await expect(missing.getByRole('checkbox', { checked: true })).toHaveCount(0)
  await missing.getByRole('checkbox', { name: /^Cy Dunn/ }).press('Space')
  await look('missing')
  await page.getByRole('button', { name: 'Apply 3 rows and remove' }).press('Enter')
  await expect(page.getByText(/is imported/)).toBeVisible()
  await look('done')

  const list = async (states: readonly string[]) =>
    ((await ask('staff.list', { states })) as { rows: { email: string }[] }).rows.map(({ email }) => email).toSorted()
  const here = ['active', 'invited']
  expect(await list(here)).toEqual(['ana.ruiz', 'ben.osei', 'ben', 'dee', 'eve', 'robin'].map(at))
  expect(await list(['removed'])).toEqual([at('cy')])
  // One item, one undo.
  await page.keyboard.press('ControlOrMeta+z')
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(() => list(here)).toEqual(['ana', 'ben', 'cy', 'dee', 'robin'].map(at))
  await running.close()
})
