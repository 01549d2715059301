import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expectAccessible } from './helpers/expectAccessible'
import { answerFileDialogs, launchApp, screenshot } from './helpers/launchApp'

// Two machines: one makes and exports, the other has never seen a key of that organization and has no network.
test('an organization exported on one machine is audited on another with networking off', async () => {
  const office = mkdtempSync(join(tmpdir(), 'rolecall-office-'))
  const travel = mkdtempSync(join(tmpdir(), 'rolecall-travel-'))
  const org = join(office, 'north.rolecall')
  const before = join(travel, 'before.json')
  const after = join(travel, 'after.json')
  const there = (...args: string[]) => rolecall(join(office, 'home'), ...args)
  there('new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', 'Dana Kim <dana@northside.example>')
  there('place', 'add', org, 'location:riverton', '--name', 'Riverton')
  const ben = ['--name', 'Ben Osei', '--email', 'ben@northside.example', '--role', 'member']
  there('staff', 'add', org, ...ben, '--at', 'location:riverton', '--active')
  there('export', org, before)
  there('staff', 'set-role', org, 'ben@northside.example', 'administrator')
  there('export', org, after)
  rmSync(office, { recursive: true, force: true })

  const running = await launchApp({ file: after })
  const { app, page } = running
  // A server that would answer; the app's windows reach nothing at any time, here not even the computer itself.
  const server = createServer((_request, response) => response.end('came')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const ask = () =>
    app.evaluate(
      ({ session }, address) =>
        session.defaultSession.fetch(address).then(
          (answer) => answer.text(),
          () => 'offline',
        ),
      url,
    )
  await app.evaluate(({ session }) => session.defaultSession.enableNetworkEmulation({ offline: true }))
  expect(await ask()).toBe('offline')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await expect(page.getByText('Needs attention today')).toBeVisible({ timeout: 30_000 })
  // The frame says what this is: nobody acts here.
  await expect(page.getByTestId('read-only-banner')).toBeVisible()
  await screenshot(page, 'offline-overview')

  await page.getByRole('navigation').getByRole('button', { name: 'Audit' }).click()
  const findings = page.getByRole('list', { name: 'Findings' })
  await expect(findings.getByRole('listitem').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Accept: / })).toHaveCount(0)

  await page.getByRole('tab', { name: 'Compare' }).click()
  await page.getByLabel('Before: date, instant or entry').fill('3')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await expect(page.getByRole('tab', { name: /May do more/ })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Ben Osei').first()).toBeVisible()
  await screenshot(page, 'offline-compare')

  await page.getByRole('tab', { name: 'Reports' }).click()
  const sheet = join(travel, 'access.csv')
  await answerFileDialogs(running, sheet)
  await page.getByRole('button', { name: 'People × access: save' }).click()
  await page.getByRole('combobox', { name: 'Format' }).click()
  await page.getByRole('option', { name: 'CSV' }).click()
  await page.getByRole('button', { name: 'Save…' }).last().click()
  await expect(page.getByText(/^Wrote \d+ rows to/)).toBeVisible()
  expect(readFileSync(sheet, 'utf8')).toContain('ben@northside.example')

  const pack = join(travel, 'evidence.zip')
  await answerFileDialogs(running, pack)
  await page.getByRole('button', { name: 'Evidence pack: save' }).click()
  await expect(page.getByText('The evidence pack is written')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('no: nobody is signed in')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Verify a pack: choose' }).click()
  await expect(page.getByText('The pack holds')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await screenshot(page, 'offline-verified')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  expect(Object.keys(unzipSync(readFileSync(pack)))).toContain('verify.html')
  expect(asked.filter((url) => !url.startsWith('app://rolecall'))).toEqual([])
  await running.close()
  server.close()

  // The same on the command line there: two exports side by side, findings, a report, a pack.
  const here = (...args: string[]) => rolecall(join(travel, 'home'), ...args)
  const compared = JSON.parse(here('diff', before, after, '--json')) as { same: boolean; people: { email: string }[] }
  expect(compared.same).toBe(false)
  expect(compared.people.map(({ email }) => email)).toContain('ben@northside.example')
  const audited = JSON.parse(here('audit', after, '--evidence', join(travel, 'cli.zip'), '--json')) as { total: number }
  expect(existsSync(join(travel, 'cli.zip'))).toBe(true)
  expect(audited).toBeTruthy()
  rmSync(travel, { recursive: true, force: true })
})

function rolecall(home: string, ...args: string[]): string {
  const command = join(import.meta.dirname, '..', '..', 'out', 'cli', 'index.js')
  const ran = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ROLECALL_HOME: home },
  })
  expect(ran.status, `rolecall ${args.join(' ')}: ${ran.stderr}`).toBeLessThanOrEqual(1)
  return ran.stdout
}
