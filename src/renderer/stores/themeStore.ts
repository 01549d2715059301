import { flushSync } from 'react-dom'
import { create } from 'zustand'
import { bridge } from '../bridge'

export type ThemeChoice = 'system' | 'light' | 'dark'

interface ThemeStore {
  readonly choice: ThemeChoice
  /** What the desktop itself prefers now. */
  readonly system: 'light' | 'dark'
  /** Paper is light, whatever the screen is. */
  readonly isPrinting: boolean
  load(): Promise<void>
  choose(choice: ThemeChoice): void
}

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')

export const useThemeStore = create<ThemeStore>()((set) => ({
  choice: 'system',
  system: prefersDark.matches ? 'dark' : 'light',
  isPrinting: false,
  load: async () => {
    const info = await bridge.call('app.info', {})
    if (info.ok) set({ choice: info.value.theme })
  },
  choose: (choice) => {
    set({ choice })
    void bridge.call('app.setTheme', { theme: choice })
  },
}))

/** Keeps the theme true to the desktop and to paper; answers with a function that stops. */
export function followSystemTheme(): () => void {
  const listen = () => useThemeStore.setState({ system: prefersDark.matches ? 'dark' : 'light' })
  // The page is drawn for paper before the print dialog takes its picture.
  const begin = () => flushSync(() => useThemeStore.setState({ isPrinting: true }))
  const end = () => useThemeStore.setState({ isPrinting: false })
  prefersDark.addEventListener('change', listen)
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  return () => {
    prefersDark.removeEventListener('change', listen)
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  }
}
