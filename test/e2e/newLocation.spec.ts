import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { answerFileDialogs, launchApp, screenshot, useTheme, type RunningApp } from './helpers/launchApp'

const cli = join(import.meta.dirname, '..', '..', 'out', 'cli', 'index.js')

async function openSample(running: RunningApp, blueprint: string): Promise<string> {
  const { page, home } = running
  const file = join(home, `${blueprint}.rolecall`)
  const made = spawnSync(process.execPath, [cli, 'sample', file, '--blueprint', blueprint, '--people', '40'], {
    env: { ...process.env, ROLECALL_HOME: home },
    encoding: 'utf8',
  })
  expect(made.status, made.stderr).toBe(0)
  await page.evaluate((path) => window.rolecall.call('org.open', { path }), file)
  return file
}

async function look(running: RunningApp, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await useTheme(running, theme)
    await expectAccessible(running.page)
    await screenshot(running.page, `new-location-${name}-${theme}`)
  }
}

for (const blueprint of ['prokeep', 'lines-and-products', 'pronto', 'propel', 'staff-ladder']) {
  test(`sets a location of ${blueprint} up from another one, as one item`, async () => {
    const running = await launchApp()
    const isPictured = blueprint === 'prokeep' || blueprint === 'lines-and-products'
    try {
      const { page, home } = running
      const file = await openSample(running, blueprint)
      const pictured = (name: string) => (isPictured ? look(running, `${blueprint}-${name}`) : Promise.resolve())
      const next = (step: string) => page.getByRole('button', { name: `Next: ${step}` }).click()

      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Places/ })
        .click()
      await page.getByRole('button', { name: 'New location…' }).click()
      await expect(page.getByRole('heading', { name: 'New location' })).toBeFocused()
      await page.getByRole('radio', { name: 'Another location of the organization' }).check()
      await page.getByRole('combobox', { name: 'Location to copy' }).fill('Riverton')
      await page
        .getByRole('option', { name: /^Riverton/ })
        .first()
        .click()
      await pictured('1-start')
      await next('Details')
      await page.getByRole('textbox', { name: 'Name of the location' }).fill('Leeds')
      await page.getByRole('combobox', { name: 'Lies under' }).fill('North')
      await page.getByRole('option', { name: /^North Region/ }).click()
      await pictured('2-details')
      await next('Places')
      // The sample's accounts lie under practices, so that nothing lies under its locations themselves.
      if (blueprint === 'propel') await page.getByRole('button', { name: 'Add a place' }).click()
      else await expect(page.getByRole('list', { name: 'Places' }).getByRole('listitem').first()).toBeVisible()
      await pictured('3-places')
      await next('People')
      await page.getByRole('textbox', { name: 'Name' }).fill('Ana Reyes')
      await page.getByRole('textbox', { name: 'E-mail' }).fill('ana.reyes@northside.example')
      await page.getByRole('combobox', { name: 'Role', exact: true }).click()
      await page.getByRole('option').last().click()
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByRole('combobox', { name: 'Assign somebody who is here already' }).fill('a')
      await page.getByRole('option').first().click()
      await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(2)
      await pictured('4-people')
      await next('Gaps')
      await expect(page.getByRole('region', { name: /gap|Gaps/ }).first()).toBeVisible()
      await pictured('5-gaps')
      const add = page
        .getByRole('list', { name: 'Ways to close gaps' })
        .getByRole('button', { name: /^Add to the plan: Assign/ })
      if ((await add.count()) > 0) await add.first().click()
      await next('Review')
      await expect(
        page.getByRole('list', { name: 'Plan' }).getByText('Add the location Leeds under North Region'),
      ).toBeVisible()
      await pictured('6-review')

      // The same as a file, which then has nothing to do.
      const setupFile = join(home, 'leeds.yaml')
      await answerFileDialogs(running, setupFile)
      await page.getByRole('button', { name: 'Save as setup file…' }).click()
      await expect(page.getByText('Wrote the setup file.')).toBeVisible()
      expect(existsSync(setupFile)).toBe(true)
      expect(readFileSync(setupFile, 'utf8')).toContain('format: rolecall/setup/1')

      const before = await page.evaluate(async () => window.rolecall.call('log.list', { limit: 1 }))
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      await expect(page.getByText('Leeds is set up', { exact: true })).toBeVisible()
      await pictured('7-done')
      const after = await page.evaluate(async () => window.rolecall.call('log.list', { limit: 1 }))
      if (!before.ok || !after.ok) throw new Error('The history could not be read.')
      expect(after.value.total).toBe(before.value.total + 1)
      const planned = spawnSync(process.execPath, [cli, 'plan', file, setupFile, '--json'], {
        env: { ...process.env, ROLECALL_HOME: home },
        encoding: 'utf8',
      })
      expect(planned.status, planned.stdout + planned.stderr).toBe(0)
    } finally {
      await running.close()
    }
  })
}

test('continues where it was left, and starts from a template that was kept', async () => {
  const running = await launchApp()
  try {
    const { page } = running
    await openSample(running, 'staff-ladder')
    const open = async () => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Places/ })
        .click()
      await page.getByRole('button', { name: 'New location…' }).click()
    }
    const next = (step: string) => page.getByRole('button', { name: `Next: ${step}` }).click()
    await open()
    await next('Details')
    await page.getByRole('textbox', { name: 'Name of the location' }).fill('York')
    await next('Places')
    await page.getByRole('button', { name: 'Add a place' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('York fit-out')
    await page.getByRole('button', { name: 'Add a place under York fit-out' }).click()
    await page.getByRole('textbox', { name: 'Name' }).last().fill('Survey')
    await page.getByRole('button', { name: 'Back to Places' }).click()
    await open()
    await expect(page.getByText('This continues where you stopped.')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Name' }).last()).toHaveValue('Survey')
    await next('People')
    await look(running, 'staff-ladder-nobody')
    await next('Gaps')
    await next('Review')
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByRole('button', { name: 'Keep as template' }).click()
    await page.getByRole('button', { name: 'Another location' }).click()
    await page.getByRole('radio', { name: 'A template', exact: true }).check()
    await page.getByRole('combobox', { name: 'Template' }).fill('Yo')
    await page.getByRole('option', { name: 'York' }).click()
    await look(running, 'staff-ladder-template')
    await next('Details')
    await page.getByRole('textbox', { name: 'Name of the location' }).fill('Hull')
    await next('Places')
    await expect(page.getByRole('textbox', { name: 'Name' }).first()).toHaveValue('Hull fit-out')
  } finally {
    await running.close()
  }
})
