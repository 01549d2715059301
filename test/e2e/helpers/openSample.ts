import { expect } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { RunningApp } from './launchApp'

/** Opens a new sample organization in the window, which is where one window serves several tests. */
export async function openSample({ page, home }: RunningApp, blueprint: string, people: number): Promise<void> {
  const answer = await page.evaluate(
    async (input) => {
      const made = await window.rolecall.call('org.sample', input)
      return made.ok ? window.rolecall.call('org.open', { path: made.value.path }) : made
    },
    { path: join(home, `${randomUUID()}.rolecall`), blueprint, people },
  )
  expect(answer).toMatchObject({ ok: true })
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}
