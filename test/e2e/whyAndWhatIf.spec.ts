import { expect, test, type Page } from '@playwright/test'
import { join } from 'node:path'
import { launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'

// “Why can Ben do this, who else can, and what happens if I turn it off for Members?” in three clicks.

let running: RunningApp
test.beforeAll(async () => {
  running = await launchApp()
  await openClinic(running)
})
test.afterAll(async () => running.close())

async function openClinic({ page, home }: RunningApp): Promise<void> {
  await page.evaluate(
    async (path) => {
      const call = async (name: string, input: object) => {
        const answer = await window.rolecall.call(name as 'org.info', input as never)
        if (!answer.ok) throw new Error(answer.error.message)
      }
      await call('org.create', {
        path,
        name: 'Harbor Dental',
        blueprint: 'prokeep',
        ownerName: 'Dana Kim',
        ownerEmail: 'dana@harbor.example',
        timeZone: 'Europe/Berlin',
      })
      await call('org.open', { path })
      await call('place.add', { kind: 'group', name: 'Riverton' })
      const people = [
        ['Ben Ode', 'member'],
        ['Ada Lund', 'member'],
        ['Cleo Marsh', 'manager'],
      ].map(([name, role]) => ({
        name,
        role,
        email: `${name!.split(' ')[0]!.toLowerCase()}@harbor.example`,
        at: ['group:riverton'],
      }))
      await call('staff.add', { active: true, people })
    },
    join(home, 'harbor.rolecall'),
  )
}

async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as unknown as { clicks?: number }
    // Both tests share the window: it listens once.
    const count = (event: Event) => event.isTrusted && (counted.clicks! += 1)
    if (counted.clicks === undefined) window.addEventListener('click', count, true)
    counted.clicks = 0
  })
  return () => page.evaluate(() => (window as unknown as { clicks: number }).clicks)
}

const go = (page: Page, name: string) =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()

test('why Ben can, who else can, and what if not: three clicks from the permissions', async () => {
  const { page } = running
  await go(page, 'Permissions')
  await expect(page.getByRole('grid')).toBeVisible()
  const clicks = await countClicks(page)

  await page
    .getByRole('rowheader', { name: /^Open threads/ })
    .getByRole('button')
    .click()
  const panel = page.getByRole('complementary')
  await expect(panel.getByText(/^Who has it now: 4 people$/)).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Ada Lund', exact: true })).toBeVisible()

  await panel.getByRole('button', { name: 'Why Ben Ode has it' }).click()
  await expect(panel.getByRole('list', { name: 'Why Ben Ode has it' }).getByRole('listitem').first()).toContainText(
    'Member',
  )

  await panel.getByRole('button', { name: /^If off for Member/ }).click()
  const effect = panel.getByRole('region', { name: 'If it were off for Member' })
  await expect(effect).toContainText('Lose something: 2 people')
  await expect(effect).toContainText('Ben Ode')
  await expect(effect).toContainText('Ada Lund')
  expect(await clicks()).toBe(3)
  // Nothing was staged by asking.
  await expect(page.getByRole('region', { name: 'Staged edits' })).toBeHidden()
  await lookAt(running, 'what-if-permission')
  await effect.getByRole('button', { name: 'Stage it' }).click()
  await expect(page.getByRole('region', { name: 'Staged edits' })).toContainText('1 staged edit')
})

test('why Ben can, who else can, and what if not: two clicks from Ben himself', async () => {
  const { page } = running
  await go(page, 'Staff')
  await page.getByRole('row').filter({ hasText: 'Ben Ode' }).first().click()
  const panel = page.getByRole('complementary', { name: 'Ben Ode' })
  await expect(panel.getByRole('tab', { name: 'Effective access' })).toBeVisible()
  const clicks = await countClicks(page)

  await panel.getByRole('tab', { name: 'Effective access' }).click()
  await panel.getByRole('button', { name: /^Open threads/ }).click()
  await expect(panel.getByRole('list', { name: 'Why: Open threads' })).toContainText('Member')
  await expect(panel.getByRole('region', { name: 'Who else has it' })).toContainText('3 people')
  await expect(panel.getByRole('region', { name: 'If it were off for Member' })).toContainText(
    'Lose something: 2 people',
  )
  expect(await clicks()).toBe(2)
  await lookAt(running, 'what-if-person')

  // Through his eyes, and back.
  await panel.getByRole('button', { name: 'View as…' }).click()
  await expect(page.getByTestId('view-as-banner')).toContainText('You see this as Ben Ode')
  await lookAt(running, 'view-as-person')
  await page.getByRole('button', { name: 'Stop viewing as Ben Ode' }).click()
  await expect(page.getByTestId('view-as-banner')).toBeHidden()
})
