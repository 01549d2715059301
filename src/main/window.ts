import { BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { appStartUrl } from './appUrl'

const defaultSize = { width: 1440, height: 900 }
const stateFileName = 'window.json'

interface WindowState {
  readonly bounds: Rectangle
  readonly isMaximized: boolean
}

export interface WindowSettings {
  readonly preloadPath: string
  /** The user-data folder, where size and position are remembered. */
  readonly home: string
  readonly hasDeveloperTools: boolean
}

/** A window of Rolecall: isolated, sandboxed, without Node, remembering where it was. */
export function openWindow({ preloadPath, home, hasDeveloperTools }: WindowSettings): BrowserWindow {
  const state = readWindowState(home)
  const beside = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const window = new BrowserWindow({
    ...defaultSize,
    ...(beside === undefined ? state?.bounds : shifted(beside.getNormalBounds())),
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'Rolecall',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#11151d' : '#f6f7f9',
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: hasDeveloperTools,
    },
  })
  if (beside === undefined && state?.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => writeWindowState(home, window))
  void window.loadURL(appStartUrl)
  return window
}

/** A further window does not hide the one it was asked for in. */
function shifted(bounds: Rectangle): Rectangle {
  return { ...bounds, x: bounds.x + 32, y: bounds.y + 32 }
}

/** The remembered state while it still lies on a screen; a lost or damaged file only costs the position. */
function readWindowState(home: string): WindowState | undefined {
  try {
    const state = JSON.parse(readFileSync(join(home, stateFileName), 'utf8')) as WindowState
    const { x, y, width, height } = state.bounds
    const area = screen.getDisplayMatching(state.bounds).workArea
    const isVisible = x < area.x + area.width && x + width > area.x && y < area.y + area.height && y + height > area.y
    return isVisible ? state : undefined
  } catch {
    return undefined
  }
}

function writeWindowState(home: string, window: BrowserWindow): void {
  const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
  try {
    writeFileSync(join(home, stateFileName), JSON.stringify(state))
  } catch {
    // A full or read-only disk must not keep the window from closing.
  }
}
