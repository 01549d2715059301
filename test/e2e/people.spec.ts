import { expect, type Page, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerFileDialogs, launchApp, type RunningApp } from './helpers/launchApp'
import { lookAt } from './helpers/lookAt'

// The everyday work with people on an up-only ladder: each step starts from where the one before ended.
test.describe.configure({ mode: 'serial' })

let running: RunningApp

const page = (): Page => running.page
const dialog = () => page().getByRole('dialog').last()
const panel = () => page().getByRole('complementary').last()

const look = (name: string) => lookAt(running, `people-${name}`)

interface Found {
  readonly id: string
  readonly at: readonly object[]
  readonly role: { readonly key: string }
  readonly counts: { readonly removed: number }
}

/** Asks main, past the screen. */
async function ask(name: string, input: object): Promise<Found> {
  return page().evaluate(
    async ([operation, body]) => {
      const answer = await window.rolecall.call(operation as 'staff.find', body as { email: string })
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value as unknown as Found
    },
    [name, input] as const,
  )
}

async function openPerson(name: string): Promise<void> {
  const search = page().getByRole('textbox', { name: 'Search name, e-mail, place' })
  await search.fill(name)
  // The list narrows as main answers: a click that began on a row before that may end on another.
  await expect(async () => {
    await page().getByRole('row').filter({ hasText: name }).first().click({ timeout: 10_000 })
    await expect(panel().getByRole('heading', { name })).toBeVisible({ timeout: 10_000 })
  }).toPass({ timeout: 60_000 })
}

test.beforeAll(async () => {
  running = await launchApp()
  const path = join(running.home, 'northside.rolecall')
  await ask('org.create', {
    path,
    name: 'Northside Supply',
    blueprint: 'staff-ladder',
    ownerName: 'Robin Shaw',
    ownerEmail: 'robin@northside.example',
    timeZone: 'Europe/Berlin',
  })
  await ask('org.open', { path })
  await ask('place.add', { kind: 'location', name: 'Riverton' })
  await ask('place.add', { kind: 'location', name: 'Harbor' })
  for (const name of ['Gate', 'Mill', 'Quay']) {
    await ask('place.add', { kind: 'project', name, parent: 'location:riverton' })
  }
  const person = (name: string, role: string, at: string[] = []) => ({
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@northside.example`,
    role,
    at,
  })
  await ask('staff.add', {
    active: true,
    people: [
      person('Pia Lang', 'project-manager', ['project:gate', 'project:mill']),
      person('Tom Berg', 'teammate', ['project:mill']),
      person('Uma Dahl', 'office-manager'),
      ...Array.from({ length: 30 }, (_, i) => person(`Person ${String(i).padStart(2, '0')}`, 'freelancer')),
    ],
  })
  await page()
    .getByRole('navigation')
    .getByRole('button', { name: /^Staff/ })
    .click()
})

test.afterAll(() => running.close())

test('invites several people at once, with places from a tree worked by keyboard', async () => {
  await page().getByRole('button', { name: 'Add person' }).click()
  await expect(dialog().getByLabel('Name')).toBeFocused()
  await dialog().getByRole('tab', { name: 'Several at once' }).click()
  await dialog()
    .getByLabel('People, one a line')
    .fill('Ana Ruiz <ana@northside.example>\nBen Osei, ben@northside.example')
  await expect(dialog().getByText('2 people found.')).toBeVisible()
  await dialog().getByRole('combobox', { name: /Role/ }).click()
  await page()
    .getByRole('option', { name: /^Teammate/ })
    .click()
  const tree = dialog().getByRole('tree', { name: 'Places' })
  await tree.getByRole('treeitem', { name: /Riverton/ }).focus()
  await page().keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem', { name: /Gate/ })).toHaveCount(0)
  await page().keyboard.press('ArrowRight')
  await page().keyboard.press('ArrowDown')
  await page().keyboard.press('Space')
  await expect(tree.getByRole('treeitem', { name: /Gate/ })).toHaveAttribute('aria-checked', 'true')
  await look('invite')
  await dialog().getByRole('button', { name: 'Invite' }).click()
  await expect(dialog().getByText(/you are invited to Northside Supply as Teammate/)).toBeVisible()
  await look('invitation')
  await dialog().getByRole('button', { name: 'Done' }).click()
  await page()
    .getByRole('tab', { name: /^Invited 2/ })
    .click()
  await expect(page().getByRole('row').filter({ hasText: 'Ben Osei' })).toBeVisible()
  await page()
    .getByRole('tab', { name: /^Staff/ })
    .click()
})

test('gives cover that shows, and ends it', async () => {
  await openPerson('Tom Berg')
  await panel().getByRole('tab', { name: 'Assignments' }).click()
  await panel().getByRole('button', { name: 'Cover…' }).click()
  await dialog()
    .getByRole('combobox', { name: /Who is away/ })
    .fill('Pia')
  await page()
    .getByRole('option', { name: /Pia Lang/ })
    .click()
  await dialog().getByLabel('Last day').fill('2999-12-31')
  await dialog()
    .getByRole('checkbox', { name: /Everything Pia Lang has/ })
    .check()
  await expect(dialog().getByRole('button', { name: 'Gate' })).toBeVisible()
  await look('cover')
  await dialog().getByRole('button', { name: 'Give cover' }).click()
  await expect(
    panel()
      .getByText(/^Cover until .*(2999|3000)/)
      .first(),
  ).toBeVisible()
  await expect(
    page()
      .getByRole('row')
      .filter({ hasText: 'Tom Berg' })
      .getByRole('img', { name: /Cover until/ }),
  ).toBeVisible()
  await look('covered')
  await panel().getByRole('tab', { name: 'History' }).click()
  await expect(panel().getByText(/Gave Tom Berg cover until/)).toBeVisible()
  await look('person-history')
  await panel().getByRole('tab', { name: 'Assignments' }).click()
  await panel().getByRole('button', { name: 'End now' }).click()
  await expect(panel().getByText('Nothing: the role decides alone.')).toBeVisible()
})

test('leads down the ladder, item by item, and takes it back', async () => {
  const pia = await ask('staff.find', { email: 'pia.lang@northside.example' })
  await ask('staff.assign', { staffId: pia.id, add: ['project:gate'], untilMs: Date.UTC(2999, 11, 31) })
  await openPerson('Pia Lang')
  await panel()
    .getByRole('button', { name: /Remove and re-add/ })
    .click()
  await expect(dialog().getByText('Nothing of it would be seen any more')).toHaveCount(2)
  await dialog()
    .getByRole('button', { name: /^Move down/ })
    .click()
  await expect(dialog().getByText(/2 items without a decision/)).toBeVisible()
  await dialog().getByRole('combobox', { name: 'Who takes over' }).fill('Tom')
  await page()
    .getByRole('option', { name: /Tom Berg/ })
    .click()
  await dialog().getByRole('combobox', { name: 'What becomes of Gate' }).click()
  await page()
    .getByRole('option', { name: /Hand over to Tom Berg/ })
    .click()
  await expect(dialog().getByRole('listitem').filter({ hasText: 'Gate' })).toContainText(/until 31 Dec 2999/)
  await dialog().getByRole('combobox', { name: 'What becomes of Mill' }).click()
  await page().getByRole('option', { name: 'Hand over to another person…' }).click()
  await dialog()
    .getByRole('button', { name: /^Move down/ })
    .click()
  await expect(dialog().getByText(/1 item without a decision: hand over or drop Mill/)).toBeVisible()
  await dialog().getByRole('combobox', { name: 'Who takes over Mill' }).fill('Person 07')
  await page()
    .getByRole('option', { name: /Person 07/ })
    .click()
  await look('demote')
  await dialog().getByRole('button', { name: 'Move down to Office Manager' }).click()
  await expect(page().getByText('Pia Lang is now Office Manager.')).toBeVisible()
  expect((await ask('staff.find', { email: 'person.07@northside.example' })).at).toMatchObject([{ name: 'Mill' }])
  await page().getByRole('button', { name: 'Undo', exact: true }).first().click()
  await expect
    .poll(async () => (await ask('staff.find', { email: 'pia.lang@northside.example' })).role.key)
    .toBe('project-manager')
})

test('waits half a minute before a move without a way back, which can be taken back', async () => {
  // On a busy machine the pictures alone take that long.
  await page().evaluate(() => {
    const wait = window.setTimeout
    const longer = (run: () => void, ms?: number) => wait(run, ms === 30_000 ? 600_000 : ms)
    window.setTimeout = longer as typeof window.setTimeout
  })
  await openPerson('Uma Dahl')
  await panel().getByRole('button', { name: 'Promote to Project Manager' }).click()
  await expect(dialog().getByText('This promotion takes something away.')).toBeVisible()
  await expect(dialog().getByText(/Uma loses .*billing/i)).toBeVisible()
  await dialog().getByRole('button', { name: 'Promote' }).click()
  const waiting = page().getByRole('region', { name: 'Waiting, not done yet' })
  await expect(waiting.getByText(/Moving Uma Dahl to Project Manager/)).toBeVisible()
  await look('waiting')
  await waiting.getByRole('button', { name: /^Take back/ }).click()
  await expect(waiting).toHaveCount(0)
  expect((await ask('staff.find', { email: 'uma.dahl@northside.example' })).role.key).toBe('office-manager')
  await panel().getByRole('button', { name: 'Promote to Project Manager' }).click()
  await dialog().getByRole('button', { name: 'Promote' }).click()
  await waiting.getByRole('button', { name: /^Do it now/ }).click()
  await expect(page().getByText('Uma Dahl is now Project Manager.')).toBeVisible()
})

test('changes everybody a filter finds, says who is skipped, and writes them to a file', async () => {
  await page()
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
  await page().getByRole('textbox', { name: 'Search name, e-mail, place' }).fill('')
  await expect(page().getByRole('row').filter({ hasText: 'Person 05' })).toBeVisible()
  const bar = page().getByRole('region', { name: 'Chosen people' })
  const ticks = page()
    .getByRole('row', { name: /Person \d/ })
    .getByRole('checkbox')
  await ticks.first().check()
  await expect(bar.getByText('1 person chosen')).toBeVisible()
  await bar.getByRole('button', { name: /^Choose all \d+ people found$/ }).click()
  for (const tick of await ticks.all()) await expect(tick).toBeChecked()
  await ticks.first().uncheck()
  await expect(bar.getByRole('button', { name: /^Choose all/ })).toBeVisible()
  await page().getByRole('checkbox', { name: 'Select all rows' }).check()
  await expect(bar.getByText(/people chosen/)).toBeVisible()
  await bar.getByRole('button', { name: 'Remove…' }).click()
  await expect(dialog().getByText(/will be changed, as one item/)).toBeVisible()
  await look('bulk')
  await dialog()
    .getByRole('button', { name: /^Remove: / })
    .click()
  await expect(page().getByText(/^Removed \d+ people\.$/)).toBeVisible()
  await page().getByRole('button', { name: 'Undo', exact: true }).first().click()
  await expect.poll(async () => (await ask('org.info', {})).counts.removed).toBe(0)

  await page().getByRole('textbox', { name: 'Search name, e-mail, place' }).fill('Person 0')
  await expect(page().getByRole('row').filter({ hasText: 'Tom Berg' })).toHaveCount(0)
  await page().getByRole('checkbox', { name: 'Select all rows' }).check()
  const file = join(running.home, 'people.csv')
  await answerFileDialogs(running, file)
  await bar.getByRole('button', { name: 'Export CSV…' }).click()
  await expect(page().getByText(/^Wrote 12 people/)).toBeVisible()
  expect(readFileSync(file, 'utf8').split('\r\n')[0]).toBe('\uFEFFName,E-mail,Role,Location,Added,State')
  await bar.getByRole('button', { name: 'Clear' }).click()
})

test('merges the same person twice', async () => {
  await openPerson('Person 01')
  await panel().getByRole('button', { name: 'Merge…' }).click()
  await dialog().getByRole('combobox', { name: 'The record that stays' }).fill('Person 02')
  await page()
    .getByRole('option', { name: /Person 02/ })
    .click()
  await expect(dialog().getByText(/stays taken in Restore until/)).toBeVisible()
  await look('merge')
  await dialog().getByRole('button', { name: 'Merge' }).click()
  await expect(page().getByText('Merged Person 01 into Person 02.')).toBeVisible()
})

test('lists people who are there twice, and merges two of them', async () => {
  const twins = ['dora@northside.example', 'dora.twin@northside.example']
  for (const email of twins) {
    await ask('staff.add', { people: [{ name: 'Dora Twin', email, role: 'salesperson' }], active: true })
  }
  await page().getByRole('button', { name: 'More about staff' }).press('Enter')
  await page().getByRole('menuitem', { name: 'Find people who are there twice…' }).press('Enter')
  const twice = page().getByRole('dialog', { name: 'People of the same name' })
  const group = twice.getByRole('list', { name: 'Dora Twin' })
  await expect(group.getByRole('listitem')).toHaveCount(2)
  await look('duplicates')
  // The other record is the one that stays, unless another one is chosen; what happens is said before.
  await group.getByRole('button', { name: 'Merge… dora.twin@northside.example into another record' }).press('Enter')
  const merge = page().getByRole('dialog', { name: 'Merge Dora Twin into another record' })
  await expect(merge.getByRole('combobox', { name: 'The record that stays' })).toHaveValue('Dora Twin')
  await expect(
    merge.getByText('dora.twin@northside.example stays taken in Restore until', { exact: false }),
  ).toBeVisible()
  await merge.getByRole('button', { name: 'Merge', exact: true }).press('Enter')
  await expect(merge).toHaveCount(0)
  await expect(twice.getByText('Nobody is there twice.')).toBeVisible()
  await twice.getByRole('button', { name: 'Close' }).press('Enter')
  const search = page().getByRole('textbox', { name: 'Search name, e-mail, place' })
  await search.fill('Dora Twin')
  await expect(page().getByRole('row').filter({ hasText: 'Dora Twin' })).toHaveCount(1)
  await expect(page().getByRole('row').filter({ hasText: 'dora@northside.example' })).toHaveCount(1)
})

test('finds by place, and by a name that is misspelt', async () => {
  const search = page().getByRole('textbox', { name: 'Search name, e-mail, place' })
  await search.fill('berg')
  await expect(page().getByRole('row').filter({ hasText: 'Tom Berg' })).toHaveCount(1)
  await search.fill('mill')
  await expect(page().getByRole('row').filter({ hasText: 'Tom Berg' })).toHaveCount(1)
  await search.fill('droa twni')
  await expect(
    page().getByText('Nobody is found by “droa twni” as it is written. These names are close.'),
  ).toBeVisible()
  await expect(page().getByRole('row').filter({ hasText: 'Dora Twin' })).toHaveCount(1)
  await look('near')
  // What is shown, without choosing anybody first.
  const file = join(running.home, 'shown.csv')
  await answerFileDialogs(running, file)
  await page().getByRole('button', { name: 'More about staff' }).press('Enter')
  await page().getByRole('menuitem', { name: 'Export the people shown as CSV…' }).press('Enter')
  await expect(page().getByText(`Wrote 1 person to ${file}.`)).toBeVisible()
  expect(readFileSync(file, 'utf8')).toContain('Dora Twin')
  await search.fill('')
})

test('keeps ticks, the open person and the keyboard with their people when somebody else changes the list', async () => {
  const search = page().getByRole('textbox', { name: 'Search name, e-mail, place' })
  const rowOf = (name: string) => page().getByRole('row').filter({ hasText: name })
  const ticked = () =>
    page()
      .getByRole('row')
      .filter({ has: page().getByRole('checkbox', { checked: true }) })
  const { id } = await ask('staff.find', { email: 'person.13@northside.example' })
  await search.fill('person.1')
  await expect(rowOf('Person')).toHaveCount(10)
  const tick = (name: string) => page().getByRole('checkbox', { name: `Choose ${name}`, exact: true })
  await tick('Person 13').check()
  await tick('Person 15').check()
  await rowOf('Person 17').click()
  await expect(panel().getByRole('heading', { name: 'Person 17' })).toBeVisible()
  const added = (name: string) => ({ name, email: `${name.toLowerCase().replace(' ', '.')}@northside.example` })
  await ask('staff.remove', { staffIds: [id] })
  await ask('staff.add', {
    active: true,
    people: ['Person 111', 'Person 131', 'Person 171'].map((name) => ({ ...added(name), role: 'freelancer', at: [] })),
  })
  await expect(rowOf('Person')).toHaveCount(12)
  await expect(page().getByText('1 person chosen')).toBeVisible()
  await expect(ticked()).toHaveCount(1)
  await expect(ticked()).toContainText('Person 15')
  await expect(page().locator('.is-open')).toHaveCount(1)
  await expect(page().locator('.is-open')).toContainText('Person 17')
  await expect(page().locator('[role="row"]:focus-within')).toContainText('Person 17')
  await page().keyboard.press('ArrowDown')
  await expect(page().locator('[role="row"]:focus-within')).toContainText('Person 171')
  // Other people, on the lines that these were drawn on, are not chosen.
  await search.fill('person.2')
  await expect(rowOf('Person 21')).toHaveCount(1)
  await expect(rowOf('Person 21').getByRole('checkbox')).toHaveAccessibleName('Choose Person 21')
  await expect(ticked()).toHaveCount(0)
  await search.fill('nobody of that name')
  await expect(page().getByText('Nobody matches')).toBeVisible()
  await expect(page().getByRole('grid')).toHaveCount(0)
  await expect(page().locator('.MuiDataGrid-root :visible')).toHaveCount(0)
  await look('nobody')
  await search.fill('person.1')
  await expect(rowOf('Person')).toHaveCount(12)
  await expect(page().locator('.is-open')).toContainText('Person 17')
  await panel().press('Escape')
  await expect(page().locator('[role="row"]:focus-within')).toContainText('Person 17')
  await search.fill('')
})

test('shows an admin of the Super Admin no more than name and role (S4.6)', async () => {
  await page().getByRole('button', { name: 'View as…' }).first().press('Enter')
  await dialog().getByRole('combobox', { name: 'Role' }).click()
  await page().getByRole('option', { name: 'Admin', exact: true }).click()
  await dialog().getByRole('button', { name: 'View' }).press('Enter')
  await expect(page().getByTestId('view-as-banner')).toBeVisible()
  await page()
    .getByRole('navigation')
    .getByRole('button', { name: /^Staff/ })
    .click()
  await openPerson('Robin Shaw')
  await expect(panel()).toContainText('E-mail hidden')
  await expect(panel()).not.toContainText('added')
  for (const tab of ['Effective access', 'History']) {
    await panel().getByRole('tab', { name: tab }).click()
    await expect(panel().getByText('Not for you to see')).toBeVisible()
  }
  await look('masked')
})
