import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The page as it stands has nothing that axe calls serious or worse. */
export async function expectAccessible(page: Page): Promise<void> {
  // The window of an Electron app cannot open the blank page in which axe would merge the results of frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(', ')}`)).toEqual(
    [],
  )
}
