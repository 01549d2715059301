import { expect, test, type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { unzipSync, zipSync } from 'fflate'
import { expectAccessible } from './helpers/expectAccessible'
import { launchApp, screenshot, useTheme, type RunningApp } from './helpers/launchApp'

type Files = Record<string, Uint8Array>

// The command line as it is built, and the page that lies in the pack: a browser window without Node, without Rolecall,
// from a file, with the network off.
test('a pack is checked by a page in a browser as by the command line: what holds, and the place of the first fault', async () => {
  const running = await launchApp()
  const { home } = running
  mkdirSync(home, { recursive: true })
  const org = join(home, 'a.rolecall')
  const pack = join(home, 'evidence.zip')
  const owner = 'Dana Kim <dana@example.org>'
  rolecall('new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', owner)
  for (const name of ['Riverton', 'Harbor', 'Mill']) {
    rolecall('place', 'add', org, `location:${name.toLowerCase()}`, '--name', name)
  }
  rolecall('audit', org, '--evidence', pack)

  const page = await openPage(running, join(home, 'verify.html'), unzipSync(readFileSync(pack))['verify.html']!)
  const answer = page.getByRole('status')
  await expect(page.getByRole('heading', { name: 'Verify an evidence pack' })).toBeVisible()
  expect(
    await page.evaluate(() => ({ node: 'process' in window, bridge: 'rolecall' in window, url: location.protocol })),
  ).toEqual({ node: false, bridge: false, url: 'file:' })
  expect(
    await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'came',
        () => 'refused',
      ),
    ),
  ).toBe('refused')

  await page.getByLabel(/Drop the pack here/).setInputFiles(pack)
  await expect(answer).toContainText('evidence.zip holds')
  await expect(answer).toContainText('4 entries')
  await expect(answer).toContainText('Northside')
  await expect(answer.getByRole('heading', { name: 'What this proves' })).toBeVisible()
  await expect(answer.getByRole('heading', { name: 'What it does not prove' })).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await useTheme({ ...running, page }, theme)
    await expectAccessible(page)
    await screenshot(page, `verifier-holds-${theme}`)
  }

  const swapped = (files: Files) => {
    const all = text(files, 'chain.jsonl').trimEnd().split('\n')
    files['chain.jsonl'] = Buffer.from(`${[all[0]!, all[2]!, all[1]!, all[3]!].join('\n')}\n`)
  }
  const cases: readonly [string, (files: Files) => void, RegExp][] = [
    [
      'one byte altered',
      (files) => edit(files, 'findings.csv', (all) => `${all.slice(0, 40)}#${all.slice(41)}`),
      /^findings\.csv, line \d+$/,
    ],
    [
      'one line deleted',
      (files) =>
        edit(files, 'access.csv', (all) =>
          all
            .split('\n')
            .filter((_, i) => i !== 9)
            .join('\n'),
        ),
      /^access\.csv, line 10$/,
    ],
    ['one entry swapped', swapped, /^chain\.jsonl, entry 2$/],
    ['one file put in', (files) => (files['extra.csv'] = Buffer.from('x')), /^extra\.csv$/],
  ]
  for (const [name, change, where] of cases) {
    const files: Files = unzipSync(readFileSync(pack))
    change(files)
    const altered = join(home, `${name.replaceAll(' ', '-')}.zip`)
    writeFileSync(altered, zipSync(files))
    const told = JSON.parse(rolecall('verify', altered, '--json')) as {
      ok: boolean
      problems: { where: string; text: string }[]
    }
    expect(told.ok, name).toBe(false)
    const problem = told.problems[0]!
    expect(problem.where, name).toMatch(where)
    await page.getByLabel(/Drop the pack here/).setInputFiles(altered)
    await expect(answer).toContainText(`${name.replaceAll(' ', '-')}.zip is not as it should be`)
    await expect(answer).toContainText(`In ${problem.where}: ${problem.text}`)
    await expect(answer.getByRole('heading', { name: 'What this proves' })).toHaveCount(0)
  }
  await expectAccessible(page)
  await screenshot(page, 'verifier-refuses')

  // One byte of the file itself, as a bad disk or a hand would alter it; and the file dropped, not chosen.
  const bytes = readFileSync(pack)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  await dropFile(page, 'byte.zip', bytes)
  await expect(answer).toContainText('byte.zip is not as it should be')
  await dropFile(page, 'whole.zip', readFileSync(pack))
  await expect(answer).toContainText('whole.zip holds')
  await running.close()
})

/** A window like any browser's: nothing of Node or of Rolecall in it, and no network. */
async function openPage({ app, home }: RunningApp, path: string, html: Uint8Array): Promise<Page> {
  writeFileSync(path, html)
  const opened = app.waitForEvent('window')
  await app.evaluate(
    async ({ BrowserWindow, session }, { url, partition }) => {
      const own = session.fromPartition(partition)
      own.enableNetworkEmulation({ offline: true })
      const window = new BrowserWindow({
        width: 1000,
        height: 900,
        webPreferences: { session: own, nodeIntegration: false, contextIsolation: true, sandbox: true },
      })
      await window.loadURL(url)
    },
    { url: pathToFileURL(path).href, partition: `verifier-${home}` },
  )
  return opened
}

async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ({ fileName, base64 }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], fileName))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    },
    { fileName: name, base64: Buffer.from(bytes).toString('base64') },
  )
}

function rolecall(...args: string[]): string {
  const command = join(import.meta.dirname, '..', '..', 'out', 'cli', 'index.js')
  const env = { ...process.env, ROLECALL_HOME: join(process.env.TMPDIR ?? '/tmp', `rolecall-verifier-${process.pid}`) }
  return spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', env }).stdout
}

const text = (files: Files, name: string) => Buffer.from(files[name]!).toString('utf8')

function edit(files: Files, name: string, change: (all: string) => string): void {
  files[name] = Buffer.from(change(text(files, name)))
}
