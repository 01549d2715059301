import { expect, type Page, test } from '@playwright/test'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Postgres, startPostgres } from '../helpers/aPostgres'
import { expectAccessible } from './helpers/expectAccessible'
import { tabTo } from './helpers/keyboard'
import { answerFileDialogs, launchApp, type RunningApp, screenshot } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'

// Two desktops with profiles of their own: each step starts from where the one before ended.
test.describe.configure({ mode: 'serial' })

let office: RunningApp
let laptop: RunningApp
let postgres: Postgres
const files = mkdtempSync(join(tmpdir(), 'rolecall-meeting-'))
const share = join(files, 'share')
const officeFile = join(files, 'office.rolecall')
const laptopFile = join(files, 'laptop.rolecall')
const people: Record<string, string> = {}
let recoveryWords: readonly string[] = []
let hub = ''
let laptopAtHub = ''

test.beforeAll(async () => {
  mkdirSync(share)
  const started = await Promise.all([launchApp(), startPostgres()])
  office = started[0]
  postgres = started[1]
})
test.afterAll(async () => {
  await Promise.all([office?.close(), laptop?.close(), postgres?.stop()])
  rmSync(files, { recursive: true, force: true })
})

/** Asks main, past the screen. */
async function ask<Value = Record<string, unknown>>({ page }: RunningApp, name: string, input: object): Promise<Value> {
  return page.evaluate(
    async ([operation, body]) => {
      const answer = await window.rolecall.call(operation as 'staff.find', body as { email: string })
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value as never
    },
    [name, input] as const,
  )
}

async function goTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
}

async function exchange({ page }: RunningApp): Promise<void> {
  await goTo(page, 'Sync')
  await page.getByRole('button', { name: 'Exchange now' }).click()
  await expect(page.getByText(/^Exchanged at /)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Exchange now' })).toBeEnabled()
}

async function workApart({ page }: RunningApp): Promise<void> {
  await page.getByRole('switch', { name: 'Exchange by itself' }).uncheck()
}

const look = (running: RunningApp, name: string, themes?: readonly ('light' | 'dark')[]) =>
  lookAt(running, `sync-${name}`, themes)

const inbox = (page: Page) => page.getByRole('list', { name: 'Inbox' })

async function addPeople(running: RunningApp, ...names: string[]): Promise<void> {
  const role = (name: string) => (name === 'Mel' ? 'administrator' : 'member')
  const email = (name: string) => `${name.toLowerCase()}@northside.example`
  const added = await ask<{ staffIds: string[] }>(running, 'staff.add', {
    people: names.map((name) => ({
      name,
      email: email(name),
      role: role(name),
    })),
    active: true,
  })
  names.forEach((name, i) => (people[name] = added.staffIds[i]!))
}

test('says where consoles can meet, and exchanges with a folder', async () => {
  const created = await ask<{ recoveryWords: string[] }>(office, 'org.create', {
    path: officeFile,
    name: 'Northside Supply',
    blueprint: 'prokeep',
    ownerName: 'Robin Shaw',
    ownerEmail: 'robin@northside.example',
    timeZone: 'Europe/Berlin',
  })
  recoveryWords = created.recoveryWords
  await ask(office, 'org.open', { path: officeFile })
  await addPeople(office, 'Mel', 'Bo', 'Cleo', 'Dora')
  const { page } = office
  await goTo(page, 'Sync')
  await expect(page.getByRole('heading', { name: 'Where do the consoles meet?' })).toBeVisible()
  await look(office, 'first')
  await answerFileDialogs(office, share)
  await page.getByRole('button', { name: 'Choose a folder…', exact: true }).click()
  await workApart(office)
  const fromMs = Date.now()
  await exchange(office)
  await expect(page.getByText('The inbox is empty')).toBeVisible()
  // Its clock is an hour ahead of this desktop’s, and everything is told by it.
  await expect(page.getByText(/ · times in Europe\/Berlin$/)).toBeVisible()
  const toldAt = (await page.getByText(/^Exchanged at /).innerText()).slice(13, 18)
  const inBerlin = (ms: number) => new Date(ms).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' }).slice(0, 5)
  const minutes = Math.ceil((Date.now() - fromMs) / 60_000) + 1
  expect(Array.from({ length: minutes }, (_, i) => inBerlin(fromMs + i * 60_000))).toContain(toldAt)
})

test('enrols a second desktop by a request, eight words and an approval', async () => {
  await ask(office, 'org.saveCopy', { path: laptopFile })
  laptop = await launchApp({ file: laptopFile })
  const { page } = laptop
  await page.getByTestId('read-only-banner').getByRole('button', { name: 'Get a key…' }).click()
  const request = join(share, 'mel.json')
  await answerFileDialogs(laptop, request)
  await page.getByRole('button', { name: 'Ask for a key…' }).click()
  await page.getByLabel('Your e-mail').fill('mel@northside.example')
  await page.getByLabel('Name of this desktop (optional)').fill('Area laptop')
  await page.getByRole('button', { name: 'Save the request…' }).click()
  await expect(page.getByTestId('request-words')).toHaveText(/^(\S+ ){7}\S+$/)
  const words = await page.getByTestId('request-words').innerText()
  expect(words.split(' ')).toHaveLength(8)
  await expectAccessible(page)
  await screenshot(page, 'sync-request')
  await page.keyboard.press('Escape')

  await answerFileDialogs(office, request)
  await goTo(office.page, 'Settings')
  await office.page.getByRole('button', { name: 'Approve a request…' }).click()
  await office.page.getByRole('button', { name: 'Choose the request…' }).click()
  await expect(office.page.getByText(words)).toBeVisible()
  await screenshot(office.page, 'sync-approve')
  await office.page.getByRole('button', { name: 'Approve', exact: true }).click()
  await exchange(office)

  await answerFileDialogs(laptop, share)
  await page.getByRole('button', { name: 'Choose a folder…', exact: true }).click()
  // The approval comes with the first exchange, which begins by itself.
  await expect(page.getByText('Approved: this desktop now signs as Mel.')).toBeVisible()
  await expect(page.getByTestId('read-only-banner')).toHaveCount(0)
  await expect(page.getByRole('banner')).toContainText('Mel')
  await workApart(laptop)
  await exchange(laptop)
  await exchange(office)
  await expect(office.page.getByRole('list', { name: 'Consoles' })).toContainText('Area laptop')
})

test('one removes Bo while another promotes Bo, offline: the promotion waits in both inboxes', async () => {
  await ask(office, 'staff.remove', { staffIds: [people['Bo']] })
  await ask(laptop, 'staff.setRole', {
    staffId: people['Bo'],
    role: 'manager',
  })
  await goTo(laptop.page, 'Overview')
  await expect(laptop.page.getByRole('navigation').getByRole('button', { name: 'Sync 1 pending' })).toBeVisible()
  await expect(laptop.page.getByRole('button', { name: '1 change not settled yet' })).toBeVisible()
  await goTo(laptop.page, 'Staff')
  await expect(laptop.page.getByRole('row').filter({ hasText: 'pending' })).toContainText(['Bo'])
  await laptop.page.getByRole('row').filter({ hasText: 'Bo' }).click()
  const panel = laptop.page.getByRole('complementary')
  await panel.getByRole('tab', { name: 'History' }).click()
  await expect(panel.getByRole('list', { name: 'History' }).getByRole('listitem').first()).toContainText(
    'Moved Bo from Member to Manager',
  )
  await screenshot(laptop.page, 'sync-pending-person')
  await goTo(laptop.page, 'History')
  await expect(
    laptop.page.getByRole('list', { name: 'History' }).getByRole('listitem').filter({ hasText: 'would go through' }),
  ).toContainText(['Mel moved Bo from Member to Manager'])
  await exchange(laptop)
  await laptop.page.getByRole('tab', { name: /^Pending/ }).click()
  await expect(laptop.page.getByRole('list', { name: 'Pending' })).toContainText('Bo')
  await screenshot(laptop.page, 'sync-pending')
  await exchange(office)
  await expect(inbox(office.page)).toContainText('Bo was removed')
  await exchange(laptop)
  await expect(laptop.page.getByRole('region', { name: 'What moved' })).toContainText(
    '1 change of yours did not go through',
  )
  await screenshot(laptop.page, 'sync-moved')
  await laptop.page.getByRole('button', { name: 'Open the inbox' }).click()
  await expect(inbox(laptop.page)).toContainText('Bo was removed')
  await look(laptop, 'inbox')
  await screenshot(office.page, 'sync-inbox-office')
  await laptop.page.getByRole('tab', { name: /^Arrived/ }).click()
  const arrived = laptop.page.getByRole('list', { name: 'Arrived since yesterday' })
  await expect(arrived.getByRole('listitem').filter({ hasText: 'Bo' })).toContainText('added as Member, removed since')
  await lookAt(laptop, 'arrived')
  await laptop.page.getByRole('tab', { name: /^Permissions/ }).click()
  await screenshot(laptop.page, 'sync-arrived-permissions')
  await laptop.page.getByRole('tab', { name: /^Entries/ }).click()
  await expect(laptop.page.getByRole('list', { name: 'Entries that arrived' })).toContainText('removed Bo')
})

test('an item is accepted under the reviewer’s own name, after seeing what that does, and undone', async () => {
  const { page } = office
  await page.getByRole('button', { name: /^Accept: / }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radiogroup', { name: 'How' }).getByRole('radio')).toHaveCount(3)
  await dialog.getByRole('radio', { name: /^Restore Bo and/ }).check()
  const done = dialog.getByRole('list', { name: 'What would be done' })
  await expect(done).toContainText('Restored Bo')
  await dialog.getByRole('radio', { name: 'Another value' }).check()
  await dialog.getByRole('combobox', { name: 'Value' }).click()
  await page.getByRole('option', { name: 'Administrator' }).click()
  await expect(done).toContainText('Moved Bo from Member to Administrator')
  await lookAt(office, 'accept-other')
  await dialog.getByRole('radio', { name: /^Removed, in Restore/ }).check()
  await expect(dialog.getByRole('button', { name: 'Dismiss', exact: true })).toBeVisible()
  await dialog.getByRole('radio', { name: /^Manager/ }).check()
  await expect(done).toContainText('Moved Bo from Member to Manager')
  await expect(dialog.getByText(/Gain something: 1 person/)).toBeVisible()
  await look(office, 'accept')
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(page.getByText('The inbox is empty')).toBeVisible()
  expect(await ask(office, 'staff.find', { email: 'bo@northside.example' })).toMatchObject({
    role: { key: 'manager' },
    state: 'active',
  })
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(inbox(page)).toContainText('Bo was removed')
})

test('an item is dismissed by keyboard, for every console', async () => {
  await exchange(office)
  await exchange(laptop)
  const { page } = laptop
  await page.getByRole('tab', { name: /^Inbox/ }).click()
  await expect(inbox(page)).toContainText('Bo was removed')
  await tabTo(page, /^You moved Bo/)
  await page.keyboard.press('d')
  await expect(page.getByText('The inbox is empty')).toBeVisible()
  // Nothing moved up, so the keyboard is back at the heading; what is pending is taken back like anything else.
  await expect(page.getByRole('heading', { name: 'Exchange', level: 1 })).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('dialog')).toContainText('Dismissed an item of the inbox')
  await page.keyboard.press('Escape')
  await exchange(laptop)
  await exchange(office)
  await expect(office.page.getByText('The inbox is empty')).toBeVisible()
})

test('settling is handed over to the other desktop, and what the first does waits for it', async () => {
  await goTo(office.page, 'Settings')
  await office.page.getByRole('button', { name: 'Hand over to Console “Area laptop” of Mel' }).click()
  await office.page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(office.page.getByText('Handed over.')).toBeVisible()
  await exchange(office)
  await expect(office.page.getByText('“Area laptop” of Mel settles the changes of everybody.')).toBeVisible()
  await addPeople(office, 'Finn')
  await exchange(office)
  await expect(office.page.getByRole('tab', { name: 'Pending 1' })).toBeVisible()
  await exchange(laptop)
  await expect(laptop.page.getByText('This console settles the changes of everybody.')).toBeVisible()
  await screenshot(laptop.page, 'sync-handed-over')
  await exchange(office)
  await expect(office.page.getByRole('tab', { name: 'Pending 0' })).toBeVisible()
})

test('a locked operator is asked for the passphrase, and edits go on where the lock left off', async () => {
  const { page } = office
  await ask(office, 'operator.setPassphrase', { after: 'four calm words' })
  await page.getByRole('button', { name: /Switch operator/ }).click()
  await page.getByRole('menuitem', { name: 'Lock' }).click()
  const dialog = page.getByRole('dialog', { name: 'Passphrase' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Open read-only' }).click()
  await expect(page.getByTestId('read-only-banner')).toBeVisible()
  await page.getByTestId('read-only-banner').getByRole('button', { name: 'Unlock…' }).click()
  await dialog.getByLabel('Passphrase of your key').fill('four calm words')
  await dialog.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByTestId('read-only-banner')).toHaveCount(0)
  await exchange(office)
})

test('consoles that were not heard from for 14 days are named, and a desktop that met nobody', async () => {
  const file = new DatabaseSync(officeFile)
  const longAgo = Date.now() - 20 * 24 * 3600 * 1000
  file.exec('PRAGMA busy_timeout = 20000')
  file.exec(`UPDATE local_heard SET heard_at_ms = ${longAgo}; UPDATE local_place SET exchanged_at_ms = ${longAgo}`)
  file.close()
  await goTo(office.page, 'Overview')
  await goTo(office.page, 'Sync')
  await expect(office.page.getByText(/^“Area laptop” of Mel has not been heard from for 20 days\./)).toBeVisible()
  await expect(office.page.getByText(/^This desktop has exchanged nothing for 20 days\./)).toBeVisible()
  await lookAt(office, 'silent', ['light'])
  await exchange(laptop)
  await exchange(office)
  await expect(office.page.getByText(/has not been heard from|has exchanged nothing/)).toHaveCount(0)
})

test('what one does appears at the other by itself while both exchange by themselves', async () => {
  for (const { page } of [office, laptop]) await page.getByRole('switch', { name: 'Exchange by itself' }).check()
  await goTo(office.page, 'Overview')
  await addPeople(laptop, 'Eve')
  // The overview stays where it is, and counts one person more.
  await expect(office.page.getByRole('navigation').getByRole('button', { name: 'Staff 7 people' })).toBeVisible({
    timeout: 120_000,
  })
  await expect(laptop.page.getByRole('navigation').getByRole('button', { name: 'Sync', exact: true })).toBeVisible()
  for (const running of [office, laptop]) {
    await goTo(running.page, 'Sync')
    await workApart(running)
  }
})

test('one file that goes by mail carries an edit there, and the answer back', async () => {
  const letter = join(files, 'letter.zip')
  const mail = async (running: RunningApp, button: string) => {
    const { page } = running
    await answerFileDialogs(running, letter)
    await page.getByRole('button', { name: 'By mail…' }).click()
    if (button === 'Write a file…') await look(running, 'mail')
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByText(/letter\.zip” is ready to be sent/)).toBeVisible()
    await page.getByRole('button', { name: 'Close the message' }).click()
  }
  await addPeople(laptop, 'Edda')
  await mail(laptop, 'Write a file…')
  await mail(office, 'Read it…')
  await mail(laptop, 'Read it…')
  const { rows } = await ask<{ rows: unknown[] }>(office, 'staff.list', { search: 'Edda' })
  expect(rows).toHaveLength(1)
  expect(await ask(laptop, 'sync.status', { limit: 0 })).toMatchObject({ pending: { total: 0 } })
  const revisions = await Promise.all([office, laptop].map((running) => ask(running, 'org.info', {})))
  expect(revisions[0]!['revision']).toEqual(revisions[1]!['revision'])
})

test('they meet at a PostgreSQL hub, where either settles, and end alike', async () => {
  const admin = await postgres.newDatabase()
  hub = admin
  await ask(office, 'hub.init', { url: admin })
  for (const [running, role] of [
    [office, 'console_office'],
    [laptop, 'console_laptop'],
  ] as const) {
    const { url } = await ask<{ url: string }>(office, 'hub.admit', {
      url: admin,
      role,
    })
    if (running === laptop) laptopAtHub = url
    const { page } = running
    await page.getByRole('button', { name: 'Where to meet…' }).click()
    await page.getByRole('tab', { name: 'PostgreSQL hub' }).click()
    await page.getByLabel('Address of this console at the hub').fill(url)
    if (running === office) await screenshot(page, 'sync-hub')
    await page.getByRole('button', { name: 'Meet there' }).click()
    await expect(page.getByText(/^Meets in the hub 127\.0\.0\.1/)).toBeVisible()
    await exchange(running)
  }
  await office.page.getByRole('button', { name: 'Let any console settle, through the hub' }).click()
  await office.page.getByRole('button', { name: 'Settle through the hub' }).click()
  await exchange(office)
  await exchange(laptop)

  await ask(office, 'staff.setRole', {
    staffId: people['Cleo'],
    role: 'manager',
  })
  await ask(laptop, 'staff.remove', { staffIds: [people['Cleo']] })
  // Nobody waits for the office: the laptop settles its removal itself.
  await exchange(laptop)
  await expect(laptop.page.getByText('Your change is settled.')).toBeVisible()
  await exchange(office)
  await expect(office.page.getByRole('region', { name: 'What moved' })).toBeVisible()
  await office.page.getByRole('button', { name: 'Open the inbox' }).click()
  await expect(inbox(office.page)).toContainText('Cleo was removed')
  await exchange(laptop)
  await expect(inbox(laptop.page)).toContainText('Cleo was removed')
  const revisions = await Promise.all([office, laptop].map((running) => ask(running, 'org.info', {})))
  expect(revisions[0]!['revision']).toEqual(revisions[1]!['revision'])
  for (const running of [office, laptop]) {
    expect((await ask<{ problems: unknown[] }>(running, 'org.verify', {})).problems).toEqual([])
  }
})

test('one console settles alone again, and any console after that', async () => {
  const aside = laptop.page.getByRole('complementary', { name: 'Consoles' })
  await laptop.page.getByRole('button', { name: 'Let this console alone settle' }).click()
  await lookAt(laptop, 'alone', ['light'])
  await laptop.page.getByRole('button', { name: 'Settle here' }).click()
  await exchange(laptop)
  await expect(aside).toContainText('This console settles the changes of everybody.')
  await exchange(office)
  await expect(office.page.getByRole('button', { name: 'Let any console settle, through the hub' })).toBeVisible()
  await laptop.page.getByRole('button', { name: 'Let any console settle, through the hub' }).click()
  await laptop.page.getByRole('button', { name: 'Settle through the hub' }).click()
  await exchange(laptop)
  await exchange(office)
  await expect(office.page.getByRole('button', { name: 'Let this console alone settle' })).toBeVisible()
})

test('an exchange that takes long says so and can be stopped, even when the hub does not answer', async () => {
  const client = new pg.Client({ connectionString: hub })
  await client.connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE rolecall.org, rolecall.entry IN ACCESS EXCLUSIVE MODE')
  const { page } = laptop
  await page.getByRole('button', { name: 'Exchange now' }).click()
  await expect(page.getByRole('progressbar', { name: 'Exchanging' })).toBeVisible()
  await lookAt(laptop, 'running', ['light'])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Stopped. What was exchanged so far stays.')).toBeVisible()
  await client.query('ROLLBACK')
  await client.end()
  await exchange(laptop)
})

test('a desktop whose key was revoked says so, and what to do', async () => {
  await goTo(office.page, 'Settings')
  await office.page.getByRole('button', { name: /^Revoke Key of Mel/ }).click()
  await office.page.getByRole('button', { name: 'Revoke for good' }).click()
  await expect(office.page.getByText('Revoked.', { exact: true })).toBeVisible()
  await exchange(office)
  await exchange(laptop)
  await expect(laptop.page.getByRole('heading', { name: 'The key of this desktop was revoked' })).toBeVisible()
  await expect(laptop.page.getByTestId('read-only-banner')).toContainText('Your key on this desktop was revoked.')
  await expect(laptop.page.getByRole('banner')).toContainText('Key revoked · read only')
  await lookAt(laptop, 'revoked')
})

test('a place that is gone is said in words, with what to do', async () => {
  await postgres.cutConnections()
  const { page } = laptop
  await page.getByRole('button', { name: 'Where to meet…' }).click()
  await page.getByRole('tab', { name: 'Folder or USB stick' }).click()
  await page.getByRole('textbox', { name: 'Folder' }).fill(share)
  await page.getByRole('button', { name: 'Meet there' }).click()
  await expect(page.getByText(/^Meets in the folder “share”/)).toBeVisible()
  rmSync(share, { recursive: true, force: true })
  await page.getByRole('button', { name: 'Exchange now' }).click()
  await expect(page.getByRole('alert')).toContainText(/Plug the stick in.*Nothing is lost meanwhile/s)
  await look(laptop, 'failed', ['light'])
  // Where a stick is mounted, an empty folder stands while it is out.
  mkdirSync(share)
  await page.getByRole('button', { name: 'Exchange now' }).click()
  await expect(page.getByRole('alert')).toContainText(/Nothing of this organization lies in .*exchanged there on/s)
  expect(readdirSync(share)).toEqual([])
  await look(laptop, 'emptied')
  await page.getByRole('button', { name: 'Begin anew in this folder' }).click()
  await expect(page.getByText(/^Exchanged at /)).toBeVisible()
})

test('with the recovery words the owner takes over on another desktop, and the first one follows', async () => {
  const { page } = laptop
  await page.getByRole('button', { name: 'Use the recovery words…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('The twelve recovery words').fill(recoveryWords.join(' '))
  await dialog.getByLabel('Your e-mail').fill('robin@northside.example')
  await screenshot(page, 'sync-recover')
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await expect(page.getByRole('banner')).toContainText('Robin Shaw')
  await expect(page.getByTestId('read-only-banner')).toHaveCount(0)
  await page.getByRole('button', { name: 'Where to meet…' }).click()
  await page.getByRole('tab', { name: 'PostgreSQL hub' }).click()
  await page.getByLabel('Address of this console at the hub').fill(laptopAtHub)
  await page.getByRole('button', { name: 'Meet there' }).click()
  await exchange(laptop)
  await expect(page.getByRole('tab', { name: 'Pending 0' })).toBeVisible()
  await exchange(office)
  await goTo(office.page, 'History')
  await expect(office.page.getByRole('list', { name: 'History' }).getByRole('listitem').first()).toContainText(
    'took the settling of changes over with the recovery words, for Robin Shaw',
  )
  await goTo(office.page, 'Sync')
  await screenshot(office.page, 'sync-taken-over')
})

test('a large import is stopped while it is settled, and settled whole with the next exchange', async () => {
  const file = join(files, 'staff.csv')
  const lines = Array.from({ length: 5000 }, (_, i) => `Person ${i},person${i}@northside.example`)
  writeFileSync(file, `name,email\n${lines.join('\n')}\n`)
  const { importId, mapping } = await ask(office, 'import.read', { path: file })
  await ask(office, 'import.preview', { importId, mapping })
  await ask(office, 'import.apply', { importId })
  const { page } = office
  const before = await ask(office, 'org.info', {})
  // It lasts a second, and a quick machine would be through before anybody outside saw it: the page itself stops it.
  const stopped = page.evaluate(
    () =>
      new Promise<string>((stop) => {
        const watcher = new MutationObserver(() => {
          const said = [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent ?? '')
          const settling = said.find((words) => words.startsWith('Settling what waits'))
          if (settling === undefined) return
          watcher.disconnect()
          ;[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel')!.click()
          stop(settling)
        })
        watcher.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
  )
  await page.getByRole('button', { name: 'Exchange now' }).click()
  expect(await stopped).toMatch(/^Settling what waits: \d/)
  await expect(page.getByText('Stopped. What was exchanged so far stays.')).toBeVisible()
  expect(await ask(office, 'org.info', {})).toEqual(before)
  for (const running of [office, laptop]) await exchange(running)
  await expect(page.getByRole('tab', { name: 'Pending 0' })).toBeVisible()
  const [here, there] = await Promise.all([office, laptop].map((running) => ask(running, 'org.info', {})))
  expect(here!['revision']).toEqual(there!['revision'])
  expect(here!['revision']).not.toEqual(before['revision'])
})
