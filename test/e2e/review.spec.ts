import { expect, test } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerFileDialogs, launchApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'

test('an access review is frozen, gone through by keyboard, staged, finished and written', async () => {
  const running = await launchApp()
  const { page, home } = running
  const look = (name: string) => lookAt(running, name)
  await page.getByRole('button', { name: 'Explore a sample organization' }).click()
  await expect(page.getByText('Needs attention today')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('navigation').getByRole('button', { name: 'Audit' }).click()
  await page.getByRole('tab', { name: 'Reviews' }).click()
  await expect(page.getByText('No access review yet')).toBeVisible()
  await look('review-empty')

  await page.getByRole('button', { name: 'Start a review…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Place' }).click()
  await page.getByRole('option').first().click()
  await expect(dialog.getByRole('status')).toContainText(/\d+ (people|person)/)
  await look('review-start')
  await dialog.getByRole('button', { name: 'Freeze and start' }).click()

  const people = page.getByRole('list', { name: 'People of the review' })
  const rows = people.getByRole('listitem')
  await expect(rows.first()).toBeVisible()
  await rows.nth(0).focus()
  await page.keyboard.press('k')
  await expect(rows.nth(0).getByRole('button', { name: /^Keep/ })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('r')
  await expect(rows.nth(1).getByText(/^Proposes:/)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(2)).toBeFocused()
  await page.keyboard.press('a')
  await expect(page.getByText(/^3 of \d+ decided · 1 keep · 1 remove · 1 ask$/)).toBeVisible()
  await look('review-people')

  await page.getByRole('button', { name: 'Staged edits…' }).click()
  await expect(page.getByRole('list', { name: 'Staged edits' })).toContainText('staged')
  await look('review-edits')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Finish…' }).click()
  await dialog.getByRole('button', { name: /^Finish/ }).click()
  await expect(page.getByText(/^Finished .* The decisions stay as they are\.$/)).toBeVisible()
  await look('review-finished')

  const path = join(home, 'review.html')
  await answerFileDialogs(running, path)
  await page.getByRole('button', { name: 'Save the result…' }).click()
  await dialog.getByRole('button', { name: 'Save…' }).click()
  await expect(page.getByText(/^Wrote \d+ rows to/)).toBeVisible()
  expect(existsSync(path)).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain('1 keep, 1 remove, 1 ask')
  await running.close()
})
