import { expect, test } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../helpers/aPostgres'
import { expectAccessible } from './helpers/expectAccessible'
import { answerFileDialogs, launchApp, type RunningApp, screenshot, useTheme } from './helpers/launchApp'

async function ask<V = any>({ page }: RunningApp, name: string, input: object): Promise<V> {
  return page.evaluate(async ([o, b]) => {
    const a = await (window as any).rolecall.call(o, b)
    if (!a.ok) throw new Error(a.error.message)
    return a.value
  }, [name, input] as const)
}
test('walk', async () => {
  test.setTimeout(400_000)
  const files = mkdtempSync(join(tmpdir(), 'zz-'))
  const share = join(files, 'share')
  mkdirSync(share)
  const [office, postgres] = await Promise.all([launchApp(), startPostgres()])
  const { page } = office
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name: new RegExp('^' + name) }).click()
  const small = (r: RunningApp) => r.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setSize(960, 640))
  const shot = async (name: string) => { await page.waitForTimeout(400); await screenshot(page, 'zz-' + name); try { await expectAccessible(page) } catch (e) { console.log('AXE', name, String(e).slice(0, 600)) } }
  const created = await ask(office, 'org.create', { path: join(files, 'office.rolecall'), name: 'Northside Supply', blueprint: 'prokeep', ownerName: 'Robin Shaw', ownerEmail: 'robin@northside.example', timeZone: 'Europe/Berlin' })
  await ask(office, 'org.open', { path: join(files, 'office.rolecall') })
  const added = await ask(office, 'staff.add', { people: ['Mel', 'Bo', 'Cleo'].map((name) => ({ name, email: name.toLowerCase() + '@northside.example', role: name === 'Mel' ? 'administrator' : 'member' })), active: true })
  await small(office)
  await goTo('Sync')
  await shot('first-small')
  const admin = await postgres.newDatabase()
  const meetAt = async (url: string, name: string) => {
    await page.getByRole('button', { name: 'Where to meet…' }).first().click()
    await page.getByRole('tab', { name: 'PostgreSQL hub' }).click()
    await page.getByLabel('Address of this console at the hub').fill(url)
    if (name === 'bad-url' || name === 'closed-port') await shot('place-' + name)
    await page.getByRole('button', { name: 'Meet there' }).click()
    await page.waitForTimeout(300)
    if (name === 'bad-url') { await shot('place-refused'); await page.keyboard.press('Escape'); return }
    const now = page.getByRole('button', { name: 'Exchange now' })
    await now.click()
    await page.getByRole('progressbar', { name: 'Exchanging' }).waitFor({ state: 'detached', timeout: 60000 })
    await page.waitForTimeout(800)
    console.log(name, await page.getByRole('alert').allInnerTexts())
    await shot('hub-' + name)
  }
  await page.getByRole('button', { name: 'By mail…' }).first().click(); await shot('mail-small'); await page.keyboard.press('Escape')
  await meetAt('https://hub.example', 'bad-url')
  await meetAt('postgres://c@127.0.0.1:1/rolecall?sslmode=disable', 'closed-port')
  await page.getByRole('switch', { name: 'Exchange by itself' }).uncheck()
  await meetAt(admin, 'not-a-hub')
  await ask(office, 'hub.init', { url: admin })
  const { url } = await ask(office, 'hub.admit', { url: admin, role: 'console_office' })
  const wrong = new URL(url); wrong.password = 'wrong'
  await meetAt(wrong.href, 'wrong-password')
  const pem = join(files, 'ca.pem'); writeFileSync(pem, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')
  await meetAt(url.replace(/\?.*$/, '') + '?sslrootcert=' + pem, 'wrong-ca')
  await meetAt(url, 'good')
  await page.getByRole('button', { name: 'Let any console settle, through the hub' }).click(); await shot('any-small'); await page.keyboard.press('Escape')
  // a second desktop
  await ask(office, 'org.saveCopy', { path: join(files, 'laptop.rolecall') })
  const laptop = await launchApp({ file: join(files, 'laptop.rolecall') })
  await small(laptop)
  await laptop.page.waitForTimeout(500)
  await screenshot(laptop.page, 'zz-laptop-first')
  await laptop.page.getByTestId('read-only-banner').getByRole('button', { name: 'Get a key…' }).click()
  await laptop.page.waitForTimeout(500)
  await screenshot(laptop.page, 'zz-laptop-getkey')
  await laptop.page.getByRole('button', { name: 'Ask for a key…' }).click()
  await laptop.page.waitForTimeout(400)
  await screenshot(laptop.page, 'zz-laptop-request')
  await laptop.page.getByLabel('Your e-mail').fill('nobody@northside.example')
  await answerFileDialogs(laptop, join(share, 'mel.json'))
  await laptop.page.getByLabel('Your e-mail').press('Enter')
  await laptop.page.waitForTimeout(700)
  await screenshot(laptop.page, 'zz-laptop-request-nobody')
  await laptop.page.keyboard.press('Escape')
  await laptop.page.getByRole('button', { name: 'Use the recovery words…' }).click()
  await laptop.page.getByLabel('The twelve recovery words').fill('one two three')
  await laptop.page.getByRole('button', { name: 'Take over' }).click()
  await laptop.page.waitForTimeout(1500)
  await screenshot(laptop.page, 'zz-laptop-recover-wrong')
  await useTheme(laptop, 'dark')
  await laptop.page.waitForTimeout(500)
  await screenshot(laptop.page, 'zz-laptop-recover-dark')
  void created; void added; void rmSync
  expect(1).toBe(1)
  await Promise.all([office.close(), laptop.close(), postgres.stop()])
})
