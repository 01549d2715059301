import { expect, type Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tabTo } from '../helpers/keyboard'
import { answerFileDialogs } from '../helpers/launchApp'
import { openPermissions, type Walk } from './Walk'

const blueprints = join(import.meta.dirname, '..', '..', '..', 'resources', 'blueprints')

interface Shipped {
  readonly version: number
  readonly permissions: readonly object[]
}

/** Permissions that came are nobody’s, wait here and on the overview, and go when somebody decided. */
export async function walkNewPermissions(walk: Walk): Promise<void> {
  const { page, blueprint, lookAt } = walk
  await openPermissions(page)
  if (blueprint === 'staff-ladder') await takeNewerVersion(walk)
  else await turnFeatureOn(page, lookAt)
  const waiting = page.getByText(/new permissions? waits?: decide who gets/)
  await expect(waiting).toBeVisible()
  await lookAt('new-permissions')

  // They wait on the overview too, and lead back here.
  await tabTo(page, /^Overview/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Needs attention today')).toBeVisible()
  await expect(page.getByRole('main')).toContainText(/new permission/)
  await tabTo(page, /^Permissions/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Keep (it|them) as (it is|they are)$/)
  await page.keyboard.press('Enter')
  await expect(waiting).toBeHidden()
}

/** What is on by default is turned off first. */
async function turnFeatureOn(page: Page, lookAt: Walk['lookAt']): Promise<void> {
  const dialog = page.getByRole('dialog')
  await tabTo(page, /^Features…$/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  const governing = dialog
    .getByRole('listitem')
    .filter({ hasText: /Feature|Product/ })
    .last()
  const name = (await governing.getByRole('button').getAttribute('aria-label'))!.replace(/^Turn o(n|ff): /, '')
  const turn = async (word: 'on' | 'off', look = async () => {}) => {
    await tabTo(page, new RegExp(`^Turn ${word}: ${name}$`))
    await page.keyboard.press('Enter')
    const turning = page.getByRole('dialog', { name: `Turn ${name} ${word}?` })
    await expect(turning).toBeVisible()
    await look()
    await tabTo(page, new RegExp(`^Turn ${word}$`))
    await page.keyboard.press('Enter')
    await expect(turning).toBeHidden()
  }
  if (await governing.getByRole('button', { name: /^Turn off/ }).isVisible()) await turn('off')
  await turn('on', async () => {
    await expect(page.getByRole('combobox', { name: 'Who gets them' })).toContainText(
      'Nobody yet: decide in the matrix',
    )
    await lookAt('feature-on')
  })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

/** This blueprint has nothing to turn on: a newer version of it comes as a file, with one permission more. */
async function takeNewerVersion({ page, running, file, lookAt }: Walk): Promise<void> {
  const now = JSON.parse(readFileSync(join(blueprints, 'staff-ladder.json'), 'utf8')) as Shipped
  const added = { ...now.permissions.at(-1)!, key: 'forecasts.view', name: 'See forecasts', notes: [] }
  const newer = join(dirname(file), 'newer.json')
  writeFileSync(newer, JSON.stringify({ ...now, version: now.version + 1, permissions: [...now.permissions, added] }))
  await answerFileDialogs(running, newer)
  await tabTo(page, /^Newer version…$/)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Newer version of Staff ladder' })
  await expect(dialog).toContainText('this Rolecall brings no newer one')
  await tabTo(page, /^Choose a file…$/)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('list', { name: 'New permissions' })).toContainText('See forecasts')
  await lookAt('newer-version')
  await tabTo(page, /^Update to version 2$/)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}
