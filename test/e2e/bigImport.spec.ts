import { expect, test } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerFileDialogs, launchApp } from './helpers/launchApp'

const staffFile = (count: number): string => {
  const rows = Array.from(
    { length: count },
    (_, i) => `p${i}@northside.example,Person ${i},member,Riverton|Dock ${i % 20}`,
  )
  return ['E-mail,Name,Role,Location', ...rows].join('\n')
}

test('imports 10,000 rows with progress; a cancel leaves nothing behind', async () => {
  const running = await launchApp()
  const { page, home } = running
  const path = join(home, 'big.rolecall')
  const created = await page.evaluate(
    (input) =>
      (
        globalThis as never as { rolecall: { call(name: string, input: unknown): Promise<{ ok: boolean }> } }
      ).rolecall.call('org.create', input),
    {
      path,
      name: 'Northside Supply',
      blueprint: 'prokeep',
      ownerName: 'Robin Shaw',
      ownerEmail: 'robin@northside.example',
    },
  )
  expect(created.ok).toBe(true)
  const file = join(home, 'staff.csv')
  // Enough rows that a person has the time to change their mind.
  writeFileSync(file, staffFile(40_000))
  await answerFileDialogs(running, path)
  await page.getByRole('button', { name: /Open an org or an export/ }).click()
  await answerFileDialogs(running, file)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Staff/ })
    .click()
  await page.getByRole('button', { name: /Import/ }).click()
  await page.getByRole('button', { name: 'Choose file…' }).click()
  await page.getByRole('button', { name: /Preview|Check/ }).click()
  await page.getByRole('button', { name: 'Import 40,000 people' }).click()
  const progress = page.getByRole('dialog')
  await expect(progress.getByText(/of 4\d$/)).toBeVisible({ timeout: 30_000 })
  await progress.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. Nothing was changed.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Staff 1 / })).toBeVisible()

  writeFileSync(file, staffFile(10_000))
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Another file' }).click()
  await page.getByRole('button', { name: 'Choose file…' }).click()
  await page.getByRole('button', { name: /Preview|Check/ }).click()
  await page.getByRole('button', { name: 'Import 10,000 people' }).click()
  await expect(page.getByText(/is imported/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: /^Staff 10,001 / })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(
    page.getByRole('button', { name: /^Restore 10,000/ }).or(page.getByRole('tab', { name: /Restore 10,000/ })),
  ).toBeVisible({ timeout: 60_000 })
  await running.close()
})
