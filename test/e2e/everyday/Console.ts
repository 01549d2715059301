import { expect, type Locator, type Page } from '@playwright/test'
import { answerFileDialogs, type RunningApp } from '../helpers/launchApp'

/** What everyday work needs of the app: real clicks and keys on things found by the names that are spoken. */
export interface Console {
  readonly page: Page
  /** The dialog on top. */
  readonly dialog: Locator
  /** What is opened beside the list: a person, a place. */
  readonly panel: Locator
  go(name: string): Promise<void>
  /** Answers the system's next file dialogs with this path. */
  answerFiles(path: string): Promise<void>
  openPerson(name: string, tab?: 'Staff' | 'Invited' | 'Restore'): Promise<void>
  openPlace(name: string): Promise<void>
  addPlace(kind: string, name: string, under?: string): Promise<void>
  /** Opens the dialog *Add person* with a role and places chosen. */
  addPeople(role: string, places: readonly string[], who: (dialog: Locator) => Promise<void>): Promise<void>
  /** Ticks places in a tree by keyboard. */
  tick(tree: Locator, places: readonly string[]): Promise<void>
  /** Types a part of a name and takes the one option that has it. */
  pick(label: string | RegExp, name: string): Promise<void>
  /** Chooses from a list without typing. */
  choose(label: string | RegExp, option: string | RegExp): Promise<void>
  /** Presses the button of the dialog on top, by keyboard; with `closes` left out the dialog must be gone then. */
  confirm(word: string | RegExp): Promise<void>
  /** The number of the last entry. */
  revision(): Promise<number>
}

export function aConsole(running: RunningApp): Console {
  const { page } = running
  const dialog = page.getByRole('dialog').last()
  const panel = page.getByRole('complementary').last()
  const start = (name: string) => new RegExp(`^${name}`)
  const hands: Console = {
    page,
    dialog,
    panel,
    go: (name) =>
      page
        .getByRole('navigation')
        .getByRole('button', { name: start(name) })
        .click(),
    answerFiles: (path) => answerFileDialogs(running, path),
    openPerson: async (name, tab = 'Staff') => {
      await hands.go('Staff')
      await page.getByRole('tab', { name: start(tab) }).click()
      await page.getByRole('textbox', { name: 'Search name, e-mail, place' }).fill(name)
      // The list narrows as main answers: a click that began on a row before that may end on another.
      await expect(async () => {
        await page.getByRole('row').filter({ hasText: name }).first().click({ timeout: 10_000 })
        await expect(panel.getByRole('heading', { name, exact: true })).toBeVisible({ timeout: 10_000 })
      }).toPass({ timeout: 60_000 })
    },
    openPlace: async (name) => {
      await hands.go('Places')
      const line = page.getByRole('tree', { name: 'Places' }).getByRole('treeitem', { name: start(name) })
      await line.focus()
      await line.press('Enter')
      await expect(panel.getByRole('heading', { name, exact: true })).toBeVisible()
    },
    addPlace: async (kind, name, under) => {
      await hands.go('Places')
      await page.getByRole('button', { name: 'Add place' }).click()
      await hands.choose('Kind', kind)
      await dialog.getByLabel('Name').fill(name)
      if (under !== undefined) await hands.pick('Lies under (optional)', under)
      await hands.confirm('Add')
    },
    addPeople: async (role, places, who) => {
      await hands.go('Staff')
      await page.getByRole('button', { name: 'Add person' }).click()
      await who(dialog)
      await hands.choose(/^Role/, start(role))
      await hands.tick(dialog.getByRole('tree', { name: 'Places' }), places)
    },
    tick: async (tree, places) => {
      for (const place of places) {
        const line = tree.getByRole('treeitem', { name: start(place) })
        await line.focus()
        await line.press('Space')
        await expect(line).toHaveAttribute('aria-checked', 'true')
      }
    },
    pick: async (label, name) => {
      const field = dialog.getByRole('combobox', { name: label })
      const option = page.getByRole('option', { name: start(name) }).first()
      const list = page.getByRole('listbox')
      // A list that is narrowed moves as it is: a click that began on the one before chooses nothing.
      await expect(async () => {
        await field.fill(name)
        await option.click({ timeout: 5000 })
        const isTaken = async () =>
          (await list.count()) === 0 || (await option.getAttribute('aria-selected', { timeout: 500 })) === 'true'
        await expect.poll(isTaken, { timeout: 2000 }).toBe(true)
      }).toPass({ timeout: 60_000 })
    },
    choose: async (label, option) => {
      await dialog.getByRole('combobox', { name: label }).focus()
      await page.keyboard.press('Enter')
      // By key: the list grows as it opens, and a button pressed on one option was let go on the next.
      await page.getByRole('option', { name: option }).press('Enter')
      await expect(page.getByRole('listbox')).toHaveCount(0)
    },
    confirm: async (word) => {
      await dialog.getByRole('button', { name: word, exact: typeof word === 'string' }).press('Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    },
    revision: () =>
      page.evaluate(async () => {
        const { rolecall } = window as never as {
          rolecall: { call(name: string, input: object): Promise<{ value?: { revision: { n: number } } }> }
        }
        return (await rolecall.call('org.info', {})).value?.revision.n ?? 0
      }),
  }
  return hands
}
