import { expect, test } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { answerFileDialogs, launchApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'
import { repeatProgress } from './helpers/repeatProgress'

test('findings, looking back, comparing and reports of a sample organization', async () => {
  const running = await launchApp()
  const { page, home } = running
  const look = (name: string) => lookAt(running, name)
  await page.getByRole('button', { name: 'Explore a sample organization' }).click()
  await expect(page.getByText('Needs attention today')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('navigation').getByRole('button', { name: 'Audit' }).click()

  const findings = page.getByRole('list', { name: 'Findings' })
  await expect(findings.getByText(/Promoting Office Manager to Project Manager takes/)).toBeVisible()
  await look('audit-findings')
  await findings.getByRole('button', { name: /^Accept: Promoting Office Manager/ }).click()
  await page.getByLabel('Why it may stay').fill('The source says so')
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(findings.getByText(/Promoting Office Manager/)).toHaveCount(0)
  await page.getByRole('button', { name: /With accepted/ }).click()
  await expect(findings.getByText(/The source says so/)).toBeVisible()

  await page.getByRole('tab', { name: 'Compare' }).click()
  await repeatProgress(running)
  await page.getByLabel('Before: date, instant or entry').fill('3')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await expect(page.getByRole('tab', { name: /May do more/ })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('list', { name: 'What is different' }).getByText('▲ more').first()).toBeVisible()
  await look('audit-compare')

  await page.getByRole('tab', { name: 'Reports' }).click()
  await look('audit-reports')
  const path = join(home, 'matrix.html')
  await answerFileDialogs(running, path)
  await page.getByRole('button', { name: 'Role × permission: save' }).click()
  await page.getByRole('button', { name: 'Save…' }).last().click()
  await expect(page.getByText(/^Wrote \d+ rows to/)).toBeVisible()
  expect(existsSync(path)).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain('Role × permission')

  const pack = join(home, 'evidence.zip')
  await answerFileDialogs(running, pack)
  await page.getByRole('button', { name: 'Evidence pack: save' }).click()
  await expect(page.getByText('The evidence pack is written')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  expect(existsSync(pack)).toBe(true)
  await page.getByRole('dialog').getByRole('button').last().click()

  await page.getByRole('button', { name: 'Look back…' }).click()
  await page.getByLabel('Date, instant or entry').fill('4')
  await page.getByRole('button', { name: 'Look back', exact: true }).click()
  await expect(page.getByTestId('past-banner')).toContainText('after entry 4', { timeout: 30_000 })
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Staff/ })
    .click()
  await expect(page.getByTestId('past-banner')).toBeVisible()
  await look('audit-past')
  await page.getByRole('button', { name: 'Back to today' }).click()
  await expect(page.getByTestId('past-banner')).toHaveCount(0)
  await running.close()
})
