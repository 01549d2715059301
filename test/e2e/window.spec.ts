import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp, type RunningApp } from './helpers/launchApp'

const projectFolder = join(import.meta.dirname, '..', '..')
let home: string

test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-e2e-'))
})
test.afterEach(() => rmSync(home, { recursive: true, force: true }))

/** Listens from now on; the answer waits for the next command that main sends the page. */
async function listenForCommand({ page }: RunningApp): Promise<() => Promise<unknown>> {
  const heard = await page.evaluateHandle(() => {
    const command = new Promise((resolve) => window.rolecall.on('menu.command', resolve))
    return { command }
  })
  return () => heard.evaluate(({ command }) => command)
}

/** Chooses an item of the application menu by its label. */
function chooseMenuItem({ app }: RunningApp, label: string): Promise<void> {
  return app.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()!.items.flatMap((menu) => menu.submenu?.items ?? [])
    items.find((item) => item.label === label)!.click()
  }, label)
}

test('the page loads and redraws without breaking its own policy', async () => {
  const running = await launchApp({ home })
  const complaints: string[] = []
  running.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  running.page.on('pageerror', (error) => complaints.push(error.message))
  await running.page.reload()
  await running.page.waitForTimeout(1000)
  expect(complaints).toEqual([])
  await running.close()
})

test('size and appearance survive closing the window', async () => {
  const first = await launchApp({ home })
  const boundsOf = ({ app }: RunningApp) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 30, width: 1111, height: 777 }),
  )
  await expect.poll(() => boundsOf(first)).toMatchObject({ width: 1111, height: 777 })
  await chooseMenuItem(first, 'Dark')
  await first.page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await first.close()

  const second = await launchApp({ home, keepSize: true })
  await expect.poll(() => boundsOf(second)).toMatchObject({ width: 1111, height: 777 })
  await second.page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await second.close()
})

test('a menu item reaches the page', async () => {
  const running = await launchApp({ home })
  const nextCommand = await listenForCommand(running)
  await chooseMenuItem(running, '&Search')
  expect(await nextCommand()).toEqual({ command: 'search' })
  await running.close()
})

test('a second start hands its file to the window that is open, and ends', async () => {
  const running = await launchApp({ home })
  const nextCommand = await listenForCommand(running)
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const second = spawn(
    process.env.ROLECALL_E2E_ELECTRON!,
    [...(isRoot ? ['--no-sandbox'] : []), projectFolder, 'acme.rolecall'],
    { cwd: home, env: { ...process.env, ROLECALL_HOME: home }, stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => second.on('exit', resolve))
  expect(await nextCommand()).toEqual({ command: 'open-path', path: join(home, 'acme.rolecall') })
  expect(await ended).toBe(0)
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await running.close()
})

test('a new window has a desk of its own, and each title names organization and moment', async () => {
  const running = await launchApp({ home })
  const open = (page: RunningApp['page'], blueprint: string) =>
    page.evaluate(async (blueprint) => {
      const call = window.rolecall.call as never as (
        name: string,
        input: object,
      ) => Promise<{ value: { path: string; name: string } }>
      const { value } = await call('org.sample', { blueprint, people: 60 })
      const { name } = (await call('org.open', { path: value.path })).value
      return { path: value.path, name }
    }, blueprint)
  const here = await open(running.page, 'staff-ladder')
  const opened = running.app.waitForEvent('window')
  await chooseMenuItem(running, 'New &window')
  const other = await opened
  await expect(other.getByRole('heading', { name: 'Rolecall' })).toBeVisible()
  await expect(other).toHaveTitle('Rolecall')
  const there = await open(other, 'prokeep')
  expect(there.path).not.toBe(here.path)
  await expect(running.page).toHaveTitle(`Overview · ${here.name} · Rolecall`)
  await expect(other).toHaveTitle(`Overview · ${there.name} · Rolecall`)

  await other.evaluate(() => window.rolecall.call('org.travel', { to: '1' }))
  await expect(other).toHaveTitle(new RegExp(`^Overview · ${there.name} · as of .+ · Rolecall$`))
  await expect(running.page).toHaveTitle(`Overview · ${here.name} · Rolecall`)
  await running.close()
})
