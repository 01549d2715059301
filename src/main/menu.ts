import { Menu, type MenuItemConstructorOptions } from 'electron'

export type Theme = 'system' | 'light' | 'dark'

export interface MenuActions {
  /** Sends a command to the window in front. */
  send(command: 'new' | 'open' | 'close' | 'undo' | 'search' | 'help' | 'new-location'): void
  /** A further window with a desk of its own. */
  openWindow(): void
  readTheme(): Theme
  chooseTheme(theme: Theme): void
  readonly hasDeveloperTools: boolean
}

export function installMenu({ send, openWindow, readTheme, chooseTheme, hasDeveloperTools }: MenuActions): void {
  const isMac = process.platform === 'darwin'
  const themes: [Theme, string][] = [
    ['system', 'Like the system'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ]
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        { label: '&New organization…', accelerator: 'CmdOrCtrl+N', click: () => send('new') },
        { label: '&Open…', accelerator: 'CmdOrCtrl+O', click: () => send('open') },
        { label: '&Close organization', click: () => send('close') },
        { type: 'separator' },
        { label: 'New &window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
        { label: 'New &location…', click: () => send('new-location') },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { label: 'Undo last &change…', accelerator: 'CmdOrCtrl+Alt+Z', click: () => send('undo') },
        { label: '&Search', accelerator: 'CmdOrCtrl+K', click: () => send('search') },
        { type: 'separator' },
        { role: 'undo', label: 'Undo typing' },
        { role: 'redo', label: 'Redo typing' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        ...themes.map(([theme, label]): MenuItemConstructorOptions => ({
          id: `theme-${theme}`,
          label,
          type: 'radio',
          checked: readTheme() === theme,
          click: () => chooseTheme(theme),
        })),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(hasDeveloperTools ? [{ role: 'toggleDevTools' as const }] : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: '&Help contact and links…', click: () => send('help') },
        { type: 'separator' },
        { role: 'about' },
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
