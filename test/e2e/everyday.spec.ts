import { expect, test } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aConsole, type Console } from './everyday/Console'
import { tellOrg } from './everyday/sameOrg'
import { offices } from './everyday/tasks'
import { aTerminal } from './everyday/Terminal'
import { answerFileDialogs, launchApp, type RunningApp } from './helpers/launchApp'

// The same forty tasks, done on the screen and in the terminal, lead to the same organization.
const folder = mkdtempSync(join(tmpdir(), 'rolecall-everyday-'))
const work = offices(folder)
let running: RunningApp

test.beforeAll(async () => {
  running = await launchApp({ env: { TZ: 'UTC' } })
})

test.afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

test('there are forty tasks', () => {
  expect(work.flatMap(({ tasks }) => tasks.map(({ words }) => words))).toHaveLength(40)
})

for (const { blueprint, card, tasks } of work) {
  test(`${tasks.length} tasks in ${blueprint}, in the app and in the terminal`, async () => {
    test.setTimeout(300_000 + tasks.length * 15_000)
    const file = (way: string, ending: string) => join(folder, `${blueprint}-${way}.${ending}`)
    const console = aConsole(running)
    const terminal = aTerminal(join(folder, 'home'), file('cli', 'rolecall'))
    await test.step('make the organization', async () => {
      await newOrganization(console, card, file('app', 'rolecall'))
      const owner = ['--owner', 'Robin Shaw <robin@northside.example>']
      await terminal.rolecall('new', '--blueprint', blueprint, '--name', 'Northside', ...owner, '--time-zone', 'UTC')
    })
    for (const { words, app, cli } of tasks) {
      await test.step(words, async () => {
        const before = await console.revision()
        await Promise.all([
          cli(terminal),
          app(console).then(() => expect.poll(console.revision, { message: words }).toBeGreaterThan(before)),
        ])
      })
    }
    await answerFileDialogs(running, file('app', 'json'))
    await console.page.getByRole('button', { name: /Organization menu/ }).press('Enter')
    await console.page.getByRole('menuitem', { name: /^Export everything/ }).press('Enter')
    await expect(console.dialog.getByText('SHA-256')).toBeVisible()
    await console.dialog.getByRole('button', { name: 'Close' }).press('Enter')
    await terminal.rolecall('export', file('cli', 'json'))
    await console.page.getByRole('button', { name: /Organization menu/ }).press('Enter')
    await console.page.getByRole('menuitem', { name: 'Close organization' }).press('Enter')

    const onScreen = tellOrg(file('app', 'rolecall'), file('app', 'json'))
    const inTerminal = tellOrg(file('cli', 'rolecall'), file('cli', 'json'))
    expect(onScreen.kinds).toEqual(inTerminal.kinds)
    expect(onScreen.changes).toEqual(inTerminal.changes)
    expect(onScreen.personal).toEqual(inTerminal.personal)
    expect(onScreen.tables).toEqual(inTerminal.tables)
    for (const bundle of [file('app', 'json'), file('cli', 'json')]) {
      expect(await aTerminal(join(folder, 'home'), bundle).rolecall('verify')).toMatchObject({ ok: true })
    }
  })
}

async function newOrganization({ page }: Console, card: RegExp, file: string): Promise<void> {
  await page.getByRole('button', { name: card }).press('Enter')
  const form = page.getByRole('form', { name: 'New organization' })
  await form.getByLabel('Organization name').fill('Northside')
  await form.getByLabel('Your name').fill('Robin Shaw')
  await form.getByLabel('Your e-mail').fill('robin@northside.example')
  await form.getByLabel('File').fill(file)
  await form.getByRole('button', { name: 'Create organization' }).press('Enter')
  await page.getByLabel('I have written them down').check()
  await page.getByRole('button', { name: 'Open the organization' }).press('Enter')
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}
