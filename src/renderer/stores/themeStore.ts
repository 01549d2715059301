import { create } from 'zustand'
import { bridge } from '../bridge'

export type ThemeChoice = 'system' | 'light' | 'dark'

interface ThemeStore {
  readonly choice: ThemeChoice
  /** What the desktop itself prefers now. */
  readonly system: 'light' | 'dark'
  load(): Promise<void>
  choose(choice: ThemeChoice): void
}

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')

export const useThemeStore = create<ThemeStore>()((set) => ({
  choice: 'system',
  system: prefersDark.matches ? 'dark' : 'light',
  load: async () => {
    const info = await bridge.call('app.info', {})
    if (info.ok) set({ choice: info.value.theme })
  },
  choose: (choice) => {
    set({ choice })
    void bridge.call('app.setTheme', { theme: choice })
  },
}))

/** Keeps `system` true to the desktop; answers with a function that stops. */
export function followSystemTheme(): () => void {
  const listen = () => useThemeStore.setState({ system: prefersDark.matches ? 'dark' : 'light' })
  prefersDark.addEventListener('change', listen)
  return () => prefersDark.removeEventListener('change', listen)
}
