import type { Page } from '@playwright/test'
import { expectAccessible } from './expectAccessible'
import { screenshot, useTheme, type RunningApp } from './launchApp'

/** Axe and a picture of what is shown, light and dark; it is light again afterwards. */
export async function lookAt(
  running: RunningApp,
  name: string,
  themes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const theme of themes) {
    await useTheme(running, theme)
    await untilStill(running.page)
    await expectAccessible(running.page)
    await screenshot(running.page, `${name}-${theme}`)
  }
  if (themes.at(-1) === 'dark') await useTheme(running, 'light')
}

/** Colors fade from one theme to the other, and contrast is measured at the end; what turns for ever is not waited for. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // The screen draws itself anew first, and only then does anything fade.
    await new Promise((begin) => setTimeout(begin, 60))
    const still = document.getAnimations().map((animation) => animation.finished.catch(() => undefined))
    await Promise.race([Promise.all(still), new Promise((end) => setTimeout(end, 500))])
  })
}
