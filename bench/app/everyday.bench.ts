import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { cpus, homedir } from 'node:os'
import { join } from 'node:path'
import { launchApp } from '../../test/e2e/helpers/launchApp'

const people = Number(process.env['ROLECALL_BENCH_PEOPLE'] ?? 100_000)
const searches = ['ana', 'smith', 'riverton', 'zz', 'mar', 'ben osei']

// What a person waits for: from the key or the click to the last change of what is on the screen.
test(`everyday work with ${people} people`, async () => {
  const home = join(homedir(), '.cache', 'rolecall', `bench-app-${people}`)
  mkdirSync(home, { recursive: true })
  const file = join(home, 'large.rolecall')
  if (!existsSync(file)) {
    const cli = [join(import.meta.dirname, '..', '..', 'out', 'cli', 'index.js'), 'sample', file]
    const made = spawnSync(process.execPath, [...cli, '--people', String(people)], {
      env: { ...process.env, ROLECALL_HOME: home },
      encoding: 'utf8',
    })
    expect(made.status, made.stderr).toBe(0)
  }
  const running = await launchApp({ home, moves: true })
  try {
    const { page } = running
    const openedMs = await page.evaluate(async (path) => {
      const startMs = performance.now()
      const answer = await window.rolecall.call('org.open', { path })
      if (!answer.ok) throw new Error(answer.error.message)
      return performance.now() - startMs
    }, file)
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Staff/ })
      .click()
    const grid = page.getByRole('grid', { name: 'People' })
    await expect(grid.getByRole('row').nth(5)).toBeVisible()
    await page.evaluate(watchScreen)

    const search = page
      .getByRole('searchbox')
      .or(page.getByRole('textbox', { name: /^Search name/ }))
      .first()
    const keysMs: number[] = []
    for (const words of [...searches, ...searches]) {
      await search.fill('')
      await page.waitForTimeout(500)
      for (const letter of words) {
        await search.focus()
        keysMs.push((await timesOf(() => page.keyboard.type(letter))).screenMs)
      }
    }
    await search.fill('')
    await page.waitForTimeout(800)
    const cellOf = (row: number) => grid.getByRole('row').nth(row).getByRole('gridcell').nth(1)
    // The first click since the app started, and clicks after the panel was closed: the table then makes room for it.
    const opensMs: Times[] = []
    for (let row = 1; row <= 6; row += 1) {
      opensMs.push(await timesOf(() => cellOf(row).click({ force: true })))
      await page.getByRole('button', { name: /^Close / }).click()
      await page.waitForTimeout(800)
    }
    const othersMs: number[] = []
    for (let row = 1; row <= 12; row += 1) {
      othersMs.push((await timesOf(() => cellOf(row).click({ force: true }))).screenMs)
    }
    const rows = [
      ['opening the file', [openedMs]],
      // A key that finds the same people changes nothing on the screen, and has no time.
      ['a key in the search field, to its results', keysMs.slice(keysMs.length / 2).filter((ms) => ms > 0)],
      ['the first click on a person, to the panel', opensMs.slice(0, 1).map(({ panelMs }) => panelMs)],
      ['… until the table has made room for it', opensMs.slice(0, 1).map(({ screenMs }) => screenMs)],
      ['a click that opens the panel again', opensMs.slice(1).map(({ panelMs }) => panelMs)],
      ['… until the table has made room for it', opensMs.slice(1).map(({ screenMs }) => screenMs)],
      ['a click on another person', othersMs.slice(1)],
    ] as const
    console.log(
      [
        `${new Date().toISOString().slice(0, 10)} · ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores · ${people.toLocaleString('en')} people`,
        '',
        '| | times | median, ms | worst, ms |',
        '| --- | ---: | ---: | ---: |',
        ...rows.map(([name, ms]) => {
          const sorted = ms.toSorted((a, b) => a - b)
          return `| ${name} | ${ms.length} | ${Math.round(sorted[sorted.length >> 1]!)} | ${Math.round(sorted.at(-1)!)} |`
        }),
      ].join('\n'),
    )

    /** Does something and waits until the screen has not changed for a while. */
    async function timesOf(deed: () => Promise<void>): Promise<Times> {
      await page.evaluate(() => (window as unknown as Watched).screenWatch.begin())
      await deed()
      await page.waitForTimeout(700)
      return page.evaluate(() => (window as unknown as Watched).screenWatch.read())
    }
  } finally {
    await running.close()
  }
})

/** From the key or the click to the last change of anything, and of the panel; zero when nothing changed. */
interface Times {
  readonly screenMs: number
  readonly panelMs: number
}

interface Watched {
  screenWatch: { begin(): void; read(): Times }
}

/** In the page: remembers the first key or click after `begin`, and the last change of the screen after that. */
function watchScreen(): void {
  let startMs = 0
  let lastMs = 0
  let lastPanelMs = 0
  const isOfPanel = ({ target, addedNodes }: MutationRecord): boolean =>
    [target, ...addedNodes].some((node) => (node instanceof Element ? node : node.parentElement)?.closest('aside'))
  const start = (): void => {
    if (startMs === 0) startMs = performance.now()
  }
  addEventListener('keydown', start, true)
  addEventListener('pointerdown', start, true)
  new MutationObserver((records) => {
    lastMs = performance.now()
    if (records.some(isOfPanel)) lastPanelMs = lastMs
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
  ;(window as unknown as Watched).screenWatch = {
    begin: () => {
      startMs = 0
      lastMs = 0
      lastPanelMs = 0
    },
    read: () => ({ screenMs: Math.max(0, lastMs - startMs), panelMs: Math.max(0, lastPanelMs - startMs) }),
  }
}
