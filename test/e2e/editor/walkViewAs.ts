import { expect } from '@playwright/test'
import { tabTo } from '../helpers/keyboard'
import type { Walk } from './Walk'

/** Through the eyes of the lowest role, and back. */
export async function walkViewAs({ page, lookAt }: Walk): Promise<void> {
  await tabTo(page, /^View as…$/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'View as…' })).toBeVisible()
  await tabTo(page, /^View$/)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-as-banner')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  await lookAt('view-as')
  await tabTo(page, /^The product as they see it$/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^The product as any / })).toBeVisible()
  await lookAt('product')
  await page.keyboard.press('Escape')
  await tabTo(page, /^Stop viewing as/)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-as-banner')).toBeHidden()
}
