import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const projectFolder = join(import.meta.dirname, '..', '..', '..')

export interface RunningApp {
  readonly app: ElectronApplication
  /** The first window, loaded, with a content area of 1440 × 900. */
  readonly page: Page
  /** This run's own user-data folder; also a good place for the files of a test. */
  readonly home: string
  /** Closes the app; the user-data folder goes too, unless it was handed in. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** A file to open, as if named on the command line. */
  readonly file?: string
  /** A user-data folder to use again, for tests of what survives closing the window. */
  readonly home?: string
  /** Leaves the window as it comes up, for tests of what it remembers. */
  readonly keepSize?: boolean
  /** Lets menus and dialogs grow and fade as people see them, for measuring what they wait for. */
  readonly moves?: boolean
  readonly env?: Readonly<Record<string, string>>
}

/** What a click or a start waits for on a busy machine; half a minute is what Playwright would. */
const patienceMs = 180_000

/** Starts the built app on the Electron that `npm run test:e2e` found, with a user-data folder of its own. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  if (!process.env.ROLECALL_E2E_ELECTRON) throw new Error('Run the end-to-end tests with: npm run test:e2e')
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'rolecall-e2e-'))
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const app = await _electron.launch({
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      // On a busy machine a menu still grows while it is pressed, so that the press may end beside it.
      ...(options.moves ? [] : ['--force-prefers-reduced-motion']),
      ...(process.env.ROLECALL_E2E_SWITCHES?.split(' ') ?? []),
      projectFolder,
      ...(options.file === undefined ? [] : [options.file]),
    ],
    env: { ...(process.env as Record<string, string>), TZ: 'UTC', ROLECALL_HOME: home, ...options.env },
    // Light or dark comes from the app's own setting (useTheme), not from the test runner.
    colorScheme: null,
    timeout: patienceMs,
  })
  app.context().setDefaultTimeout(patienceMs)
  const page = await app.firstWindow({ timeout: patienceMs })
  await page.waitForLoadState('load')
  if (!options.keepSize) {
    await setContentSize(app)
  }
  return {
    app,
    page,
    home,
    close: async () => {
      await app.close()
      if (options.home === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Switches the running app between light and dark, like the system would. */
export async function useTheme({ app, page }: RunningApp, theme: 'light' | 'dark'): Promise<void> {
  await again(() =>
    app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme),
  )
  // Until it is drawn so, too: where a page says which of the two it is.
  await page.waitForFunction((wanted) => {
    const drawn = getComputedStyle(document.documentElement).colorScheme
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches
    return isDark === (wanted === 'dark') && (drawn === 'normal' || drawn.includes(wanted))
  }, theme)
}

/** Answers every native file dialog of the app with this path; null closes the dialog. */
export async function answerFileDialogs({ app }: RunningApp, path: string | null): Promise<void> {
  await again(() =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })
    }, path),
  )
}

/** Saves a picture of the window as `<name>.png` in `.reports/screenshots`, or where `ROLECALL_PICTURES` says. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = process.env.ROLECALL_PICTURES ?? join(projectFolder, '.reports', 'screenshots')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  return path
}

async function setContentSize(app: ElectronApplication): Promise<void> {
  await again(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1440, 900)))
}

/** The inspector may lose the answer when the app collects garbage at that moment; setting something twice does no harm. */
async function again(set: () => Promise<void>, tries = 3): Promise<void> {
  try {
    await set()
  } catch (error) {
    if (tries === 1 || !/garbage collected/.test(String(error))) throw error
    await again(set, tries - 1)
  }
}
