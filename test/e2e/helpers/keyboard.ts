import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until something with this text or name has the focus; it may still be on its way to the page. */
export async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  await page.waitForFunction((wanted) => {
    const stops = document.querySelectorAll('a, button, input, textarea, [tabindex]')
    return [...stops].some((stop) => wanted.test(stop.getAttribute('aria-label') ?? stop.textContent ?? ''))
  }, name)
  for (let step = 0; step < 120; step += 1) {
    const label = await page.evaluate(() => {
      const here = document.activeElement
      return here === null ? '' : (here.getAttribute('aria-label') ?? here.textContent ?? '')
    })
    if (name.test(label)) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab does not lead to ${name}`)
}

/** Presses Tab until the focus lies in something. */
export async function tabInto(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    const isIn = await page.evaluate((wanted) => document.activeElement?.closest(wanted) !== null, selector)
    if (isIn) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead into ${selector}`)
}

/** Walks with the arrow keys from the focused cell of a grid to another one. */
export async function walkTo(page: Page, cell: Locator): Promise<void> {
  const way = await cell.evaluate((target) => {
    const query = '[role="gridcell"], [role="rowheader"], [role="columnheader"]'
    const placeOf = (element: Element) => {
      const row = element.closest('[role="row"]')!
      const rows = [...element.closest('[role="grid"]')!.querySelectorAll('[role="row"]')]
      return { row: rows.indexOf(row), column: [...row.querySelectorAll(query)].indexOf(element.closest(query)!) }
    }
    const from = placeOf(document.activeElement!)
    const to = placeOf(target)
    return { down: to.row - from.row, right: to.column - from.column }
  })
  const press = async (key: string, times: number) => {
    for (let step = 0; step < times; step += 1) await page.keyboard.press(key)
  }
  // The heading of an area is one wide cell, so the row comes first.
  await press(way.down > 0 ? 'ArrowDown' : 'ArrowUp', Math.abs(way.down))
  await press(way.right > 0 ? 'ArrowRight' : 'ArrowLeft', Math.abs(way.right))
}

/** Chooses in a list field by keyboard alone: the option of this name, or the first that fits. */
export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).focus()
  await page.keyboard.press('Enter')
  const options = page.getByRole('listbox').getByRole('option')
  await expect(options.first()).toBeVisible()
  await page.keyboard.press('Home')
  const names = await options.allTextContents()
  const at = names.findIndex((name) => (typeof option === 'string' ? name === option : option.test(name)))
  if (at < 0) throw new Error(`${label} offers no ${option}, but: ${names.join(', ')}`)
  for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
}
