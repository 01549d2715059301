import { expect, test } from '@playwright/test'
import { expectAccessible } from './helpers/expectAccessible'
import { launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'
import { openSample } from './helpers/openSample'

let running: RunningApp
test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(async () => running.close())

const look = (name: string) => lookAt(running, name)

test('the settings of an organization, with names before a switch is turned', async () => {
  const { page, app } = running
  await openSample(running, 'lines-and-products', 60)
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Settings/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible()
  await look('settings')

  await page.getByRole('button', { name: 'Turn off: Conversations' }).click()
  await expect(page.getByText(/Lose something: \d+ people/)).toBeVisible()
  await look('settings-turn-off')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Northside Group')
  await dialog.getByLabel('Plan (optional)').fill('Business')
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Northside Group').first()).toBeVisible()

  await page.getByRole('button', { name: 'Edit help…' }).click()
  await dialog.getByLabel('Contact').fill('Ask the front desk')
  await dialog.getByRole('button', { name: 'Add a link' }).click()
  await dialog.getByLabel('Title of link 1').fill('Who may do what')
  await dialog.getByLabel('Address of link 1').fill('http://help.example')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('must begin with https://')
  await dialog.getByLabel('Address of link 1').fill('https://help.example/roles')
  await look('settings-help')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Ask the front desk')).toBeVisible()

  // The link is shown whole by the system's own question, and opened only after a yes.
  const opened = () => app.evaluate(() => (globalThis as { opened?: string[] }).opened ?? [])
  await app.evaluate(({ dialog: system, shell }) => {
    const seen = globalThis as { opened?: string[]; says?: number; asked?: number }
    seen.opened = []
    seen.says = 1
    system.showMessageBox = () => {
      seen.asked = (seen.asked ?? 0) + 1
      return Promise.resolve({ response: seen.says ?? 1, checkboxChecked: false })
    }
    shell.openExternal = (url: string) => {
      seen.opened?.push(url)
      return Promise.resolve()
    }
  })
  await page.getByRole('button', { name: 'Who may do what' }).click()
  await expect.poll(() => app.evaluate(() => (globalThis as { asked?: number }).asked)).toBe(1)
  expect(await opened()).toEqual([])
  await app.evaluate(() => {
    ;(globalThis as { says?: number }).says = 0
  })
  await page.getByRole('button', { name: 'Who may do what' }).click()
  await expect.poll(opened).toEqual(['https://help.example/roles'])

  await app.evaluate(({ Menu }) => {
    const find = (items: Electron.MenuItem[]): Electron.MenuItem | undefined => {
      for (const item of items) {
        if (item.label.includes('Help contact')) return item
        const inside = item.submenu == null ? undefined : find(item.submenu.items)
        if (inside !== undefined) return inside
      }
      return undefined
    }
    find(Menu.getApplicationMenu()!.items)!.click()
  })
  await expect(page.getByRole('dialog', { name: 'Help in this organization' })).toContainText('Ask the front desk')
  await expectAccessible(page)
})
