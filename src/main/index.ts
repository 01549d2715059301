import { app, BrowserWindow, nativeTheme, session, type WebContents } from 'electron'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../shared/operations/contract'
import { registerAppScheme, serveRenderer } from './appProtocol'
import { chooseFile } from './dialogs'
import { findFileArgument } from './findFileArgument'
import { announce, registerOperations } from './ipc/registerOperations'
import { logIncident } from './logIncident'
import { openLink } from './openLink'
import { installMenu, type Theme } from './menu'
import { createDesk } from './operations/createDesk'
import type { Desk } from './operations/desk'
import { pictureOnStart } from './pictureOnStart'
import { renderDrawing } from './renderDrawing'
import { confinePages, confineSession } from './security'
import { openSecretStore } from './secretStore'
import { homeFolder } from './store/homeFolder'
import { chooseTheme, readTheme } from './theme'
import { openWindow } from './window'
import { writeMail } from './writeMail'

const home = homeFolder()
mkdirSync(home, { recursive: true })
app.setPath('userData', home)

const deskByContents = new Map<WebContents, Desk>()

if (app.requestSingleInstanceLock()) {
  registerAppScheme()
  // enableSandbox() cancels --no-sandbox, without which Chromium cannot run as root. Every window has `sandbox: true` anyway.
  const isRootWithoutSandbox = process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox')
  if (!isRootWithoutSandbox) app.enableSandbox()
  confinePages(app)
  void run()
} else {
  // The window that is already open was told which file is wanted.
  app.quit()
}

async function run(): Promise<void> {
  let fileToOpen = findFileArgument(process.argv, process.cwd(), app.isPackaged)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (app.isReady()) bringForward(path)
    else fileToOpen = path
  })
  app.on('second-instance', (_event, argv, cwd) => bringForward(findFileArgument(argv, cwd, app.isPackaged)))
  app.on('activate', () => bringForward(undefined))
  app.on('window-all-closed', () => app.quit())

  await app.whenReady()
  nativeTheme.themeSource = readTheme(home)
  confineSession(session.defaultSession)
  serveRenderer(session.defaultSession, join(import.meta.dirname, '..', 'renderer'))
  registerOperations<Desk>({
    contract,
    findContext: (sender) => deskByContents.get(sender),
    call: (desk, name, input) => desk.callUnknown(name, input),
    logIncident: (incidentId, name, error) => logIncident(home, incidentId, name, error),
  })
  updateMenu()
  const window = openDeskWindow(fileToOpen)
  if (!app.isPackaged && process.env.ROLECALL_PICTURE) pictureOnStart(window, process.env.ROLECALL_PICTURE)
}

/** A window with its desk, and the file it starts with. */
function openDeskWindow(file: string | undefined): BrowserWindow {
  const window = openWindow({
    preloadPath: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
    home,
    hasDeveloperTools: !app.isPackaged,
  })
  const contents = window.webContents
  const desk = deskOf(window)
  deskByContents.set(contents, desk)
  window.on('closed', () => {
    deskByContents.delete(contents)
    desk.close()
  })
  if (file !== undefined) contents.once('did-finish-load', () => askToOpen(window, file))
  return window
}

function bringForward(file: string | undefined): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  if (window === undefined) {
    openDeskWindow(file)
    return
  }
  if (window.isMinimized()) window.restore()
  window.focus()
  if (file !== undefined) askToOpen(window, file)
}

function askToOpen(window: BrowserWindow, path: string): void {
  announce(window.webContents, 'menu.command', { command: 'open-path', path })
}

function useTheme(theme: Theme): void {
  chooseTheme(home, theme)
  updateMenu()
}

function updateMenu(): void {
  installMenu({
    send: (command) => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      if (window !== undefined) announce(window.webContents, 'menu.command', { command })
    },
    openWindow: () => void openDeskWindow(undefined),
    readTheme: () => readTheme(home),
    chooseTheme: useTheme,
    hasDeveloperTools: !app.isPackaged,
  })
}

/** The window's desk: what Electron offers it, and the news it spreads. */
function deskOf(window: BrowserWindow): Desk {
  const contents = window.webContents
  return createDesk({
    home,
    version: app.getVersion(),
    runtime: `Electron ${process.versions.electron}`,
    sources: { random: (count) => randomBytes(count), now: () => Date.now() },
    keepsBackups: true,
    exchangesEveryMs: 30_000,
    secrets: openSecretStore(home),
    chooseFile: (purpose, suggestedName) => chooseFile(window, purpose, suggestedName),
    openLink: (url) => openLink(window, url),
    writeMail,
    renderDrawing,
    readTheme: () => readTheme(home),
    setTheme: useTheme,
    emit: (event, news) => announce(contents, event, news),
  })
}
