import { expect, test } from '@playwright/test'
import { join } from 'node:path'
import { expectAccessible } from './helpers/expectAccessible'
import { launchApp } from './helpers/launchApp'

test('a key under a passphrase is asked for when the organization is opened again', async () => {
  let running = await launchApp()
  const { home } = running
  const path = join(home, 'locked.rolecall')
  const page = () => running.page
  await page()
    .getByRole('button', { name: /Products and lines/ })
    .click()
  const form = page().getByRole('form', { name: 'New organization' })
  await form.getByLabel('Organization name').fill('Northside Supply')
  await form.getByLabel('Your name').fill('Robin Shaw')
  await form.getByLabel('Your e-mail').fill('robin@northside.example')
  await form.getByLabel('File').fill(path)
  await form.getByLabel('Passphrase (optional)').fill('four calm words')
  await form.getByLabel('Passphrase again').fill('four calm words')
  await form.getByRole('button', { name: 'Create organization' }).click()
  await page().getByLabel('I have written them down').check()
  await page().getByRole('button', { name: 'Open the organization' }).click()
  await expect(page().getByText('Robin Shaw').first()).toBeVisible()
  await running.app.close()

  running = await launchApp({ home, file: path })
  const dialog = page().getByRole('dialog', { name: 'Passphrase' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page())
  await dialog.getByLabel('Passphrase of your key').fill('four loud words')
  await dialog.getByRole('button', { name: 'Unlock' }).click()
  await expect(dialog.getByText(/does not open your key/)).toBeVisible()
  await dialog.getByLabel('Passphrase of your key').fill('four calm words')
  await dialog.getByRole('button', { name: 'Unlock' }).click()
  await expect(page().getByText('Robin Shaw').first()).toBeVisible()
  await expect(page().getByTestId('read-only-banner')).toHaveCount(0)
  await running.close()
})
