import { nativeTheme } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Theme } from './menu'

const themeFileName = 'theme.json'
const themes: readonly Theme[] = ['system', 'light', 'dark']

/** The remembered appearance; a lost or damaged file means the system's. */
export function readTheme(home: string): Theme {
  try {
    const { theme } = JSON.parse(readFileSync(join(home, themeFileName), 'utf8')) as { theme?: Theme }
    return themes.find((known) => known === theme) ?? 'system'
  } catch {
    return 'system'
  }
}

/** Makes an appearance the one in use and remembers it. */
export function chooseTheme(home: string, theme: Theme): void {
  nativeTheme.themeSource = theme
  try {
    writeFileSync(join(home, themeFileName), JSON.stringify({ theme }))
  } catch {
    // A full or read-only disk only costs the memory of the choice.
  }
}
