import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Console } from './Console'
import type { Terminal } from './Terminal'

/** One everyday task, with the two ways to do it. */
export interface Task {
  readonly words: string
  app(console: Console): Promise<void>
  cli(terminal: Terminal): Promise<void>
}

/** Tasks on one organization; the first makes it. */
export interface Office {
  readonly blueprint: string
  /** How its card on the welcome screen begins. */
  readonly card: RegExp
  readonly tasks: readonly Task[]
}

const at = (name: string) => `${name.toLowerCase().replaceAll(' ', '.')}@northside.example`
/** The last moment of 2999-12-31 in an organization that lives in UTC. */
const endOf2999 = Date.UTC(3000, 0, 1)
const newcomers = ['Import Ada', 'Import Bo', 'Import Cleo', 'Import Dov', 'Import Eve']
export const staffFile = (home: string): string => {
  const path = join(home, 'staff.csv')
  const rows = newcomers.map((name, i) => `${name},${at(name)},${i === 0 ? 'Manager' : 'Member'},Riverton; Depot`)
  writeFileSync(path, ['Full Name,Work Email,Access level,Branch', ...rows].join('\n'))
  return path
}

export const offices = (home: string): readonly Office[] => [
  {
    blueprint: 'prokeep',
    card: /^Locations and groups/,
    tasks: [
      {
        words: 'add a location',
        app: (c) => c.addPlace('Location', 'Riverton'),
        cli: async (t) => void (await t.rolecall('place add', 'location:riverton', '--name', 'Riverton')),
      },
      {
        words: 'add a group under it',
        app: (c) => c.addPlace('Group', 'Counter', 'Riverton'),
        cli: async (t) =>
          void (await t.rolecall('place add', 'group:counter', '--name', 'Counter', '--parent', 'location:riverton')),
      },
      {
        words: 'add a second location',
        app: (c) => c.addPlace('Location', 'Harbor'),
        cli: async (t) => void (await t.rolecall('place add', 'location:harbor', '--name', 'Harbor')),
      },
      {
        words: 'add a group under that',
        app: (c) => c.addPlace('Group', 'Yard', 'Harbor'),
        cli: async (t) =>
          void (await t.rolecall('place add', 'group:yard', '--name', 'Yard', '--parent', 'location:harbor')),
      },
      {
        words: 'invite a person with a role and places',
        app: async (c) => {
          await c.addPeople('Member', ['Counter', 'Yard'], async (dialog) => {
            await dialog.getByLabel('Name').fill('Ana Ruiz')
            await dialog.getByLabel('E-mail').fill(at('Ana Ruiz'))
          })
          await c.dialog.getByRole('button', { name: 'Invite' }).press('Enter')
          await c.confirm('Done')
        },
        cli: async (t) =>
          void (await t.rolecall(
            'staff add',
            '--name',
            'Ana Ruiz',
            '--email',
            at('Ana Ruiz'),
            '--role',
            'member',
            '--at',
            'group:counter',
            'group:yard',
          )),
      },
      {
        words: 'mark the invited person as active',
        app: async (c) => {
          await c.openPerson('Ana Ruiz', 'Invited')
          await c.panel.getByRole('button', { name: 'Mark as active' }).press('Enter')
        },
        cli: async (t) => void (await t.rolecall('staff activate', at('Ana Ruiz'))),
      },
      {
        words: 'add several people at once, active',
        app: async (c) => {
          await c.addPeople('Member', ['Harbor'], async (dialog) => {
            await dialog.getByRole('tab', { name: 'Several at once' }).press('Enter')
            await dialog
              .getByLabel('People, one a line')
              .fill(['Ben Osei', 'Cy Dunn', 'Ben Ossei'].map((name) => `${name} <${at(name)}>`).join('\n'))
          })
          await c.dialog.getByRole('radio', { name: 'Active at once' }).check()
          await c.confirm('Add')
        },
        cli: async (t) =>
          void (await t.call('staff.add', {
            people: ['Ben Osei', 'Cy Dunn', 'Ben Ossei'].map((name) => ({
              name,
              email: at(name),
              role: 'member',
              at: ['location:harbor'],
            })),
            active: true,
          })),
      },
      {
        words: 'add a manager without a place',
        app: async (c) => {
          await c.addPeople('Manager', [], async (dialog) => {
            await dialog.getByLabel('Name').fill('Mel Ito')
            await dialog.getByLabel('E-mail').fill(at('Mel Ito'))
          })
          await c.dialog.getByRole('radio', { name: 'Active at once' }).check()
          await c.confirm('Add')
        },
        cli: async (t) =>
          void (await t.rolecall(
            'staff add',
            '--name',
            'Mel Ito',
            '--email',
            at('Mel Ito'),
            '--role',
            'manager',
            '--active',
          )),
      },
      {
        words: 'rename a person',
        app: async (c) => {
          await c.openPerson('Ana Ruiz')
          await c.panel.getByRole('button', { name: 'Edit' }).press('Enter')
          await c.dialog.getByLabel('Name').fill('Ana Ruiz Lopez')
          await c.confirm('Save')
        },
        cli: async (t) => void (await t.rolecall('staff edit', at('Ana Ruiz'), '--name', 'Ana Ruiz Lopez')),
      },
      {
        words: 'change an e-mail address',
        app: async (c) => {
          await c.openPerson('Mel Ito')
          await c.panel.getByRole('button', { name: 'Edit' }).press('Enter')
          await c.dialog.getByLabel('E-mail').fill('mel@northside.example')
          await c.confirm('Save')
        },
        cli: async (t) => void (await t.rolecall('staff edit', at('Mel Ito'), '--email', 'mel@northside.example')),
      },
      {
        words: 'move a person up the ladder',
        app: async (c) => {
          await c.openPerson('Cy Dunn')
          await c.panel.getByRole('button', { name: 'Promote to Manager' }).press('Enter')
          await c.confirm('Promote')
        },
        cli: async (t) => void (await t.rolecall('staff set-role', at('Cy Dunn'), 'manager')),
      },
      {
        words: 'undo that with Ctrl Z',
        app: async (c) => {
          await c.page.keyboard.press('ControlOrMeta+z')
          await c.confirm('Undo')
        },
        cli: undoLatest,
      },
      {
        words: 'assign a person to two places',
        app: async (c) => {
          await c.openPerson('Mel Ito')
          await c.panel.getByRole('tab', { name: 'Assignments' }).click()
          await c.tick(c.panel.getByRole('tree', { name: 'Add places' }), ['Counter', 'Harbor'])
          await c.panel.getByRole('button', { name: 'Assign', exact: true }).press('Enter')
        },
        cli: async (t) =>
          void (await t.rolecall('staff assign', 'mel@northside.example', 'group:counter', 'location:harbor')),
      },
      {
        words: 'take a place away again',
        app: async (c) => {
          await c.openPerson('Mel Ito')
          await c.panel.getByRole('tab', { name: 'Assignments' }).click()
          await c.panel.getByRole('button', { name: 'Take Mel Ito away from Harbor' }).press('Enter')
        },
        cli: async (t) => void (await t.rolecall('staff unassign', 'mel@northside.example', 'location:harbor')),
      },
      {
        words: 'assign somebody to a place until a day',
        app: async (c) => {
          await c.openPerson('Ben Osei')
          await c.panel.getByRole('tab', { name: 'Assignments' }).click()
          await c.tick(c.panel.getByRole('tree', { name: 'Add places' }), ['Counter'])
          await c.panel.getByLabel('Until (optional)').fill('2999-12-31')
          await c.panel.getByRole('button', { name: 'Assign', exact: true }).press('Enter')
        },
        cli: async (t) =>
          void (await t.rolecall('staff assign', at('Ben Osei'), 'group:counter', '--until', '2999-12-31')),
      },
      {
        words: 'give cover for a holiday: a place and a permission, with an end',
        app: async (c) => {
          await c.openPerson('Cy Dunn')
          await c.panel.getByRole('tab', { name: 'Assignments' }).click()
          await c.panel.getByRole('button', { name: 'Cover…' }).press('Enter')
          await c.dialog.getByLabel('Last day').fill('2999-12-31')
          await c.tick(c.dialog.getByRole('tree', { name: 'Places' }), ['Counter'])
          await c.pick('Permissions', 'See broadcast reports')
          await c.page.keyboard.press('Escape')
          await c.confirm('Give cover')
        },
        cli: async (t) =>
          void (await t.call('staff.cover', {
            staffId: await t.idOf(at('Cy Dunn')),
            places: ['group:counter'],
            grants: [{ permission: 'broadcast.report' }],
            untilMs: endOf2999,
          })),
      },
      {
        words: 'give one person a permission besides the role',
        app: async (c) => {
          await c.openPerson('Ana Ruiz Lopez')
          await c.panel.getByRole('tab', { name: 'Assignments' }).click()
          await c.panel.getByRole('button', { name: 'Give a permission…' }).press('Enter')
          await c.pick('Permission', 'Edit stock messages')
          await c.confirm('Give')
        },
        cli: async (t) => void (await t.rolecall('staff grant', at('Ana Ruiz'), 'stock-messages.edit')),
      },
      {
        words: 'take that permission back',
        app: async (c) => {
          await c.openPerson('Ana Ruiz Lopez')
          await c.panel.getByRole('tab', { name: 'Assignments' }).click()
          await c.panel.getByRole('button', { name: 'Take Edit stock messages from Ana Ruiz Lopez' }).press('Enter')
        },
        cli: async (t) => void (await t.rolecall('staff revoke', at('Ana Ruiz'), 'stock-messages.edit')),
      },
      {
        words: 'import a staff file',
        app: async (c) => {
          await c.answerFiles(staffFile(home))
          await c.go('Staff')
          await c.page.getByRole('button', { name: /^Import/ }).press('Enter')
          await c.page.getByRole('button', { name: 'Choose file…' }).press('Enter')
          await c.page.getByRole('button', { name: /Preview|Check/ }).press('Enter')
          await c.page.getByRole('button', { name: 'Import 5 people' }).press('Enter')
          await c.page.getByRole('button', { name: 'Show staff' }).press('Enter')
        },
        cli: async (t) => void (await t.rolecall('import', staffFile(home))),
      },
      {
        words: 'mark everybody who is invited as active',
        app: async (c) => {
          await many(c, 'Import', 'Invited', 'Mark as active…')
          await c.confirm(/^Mark as active: /)
        },
        cli: (t) => bulk(t, 'Import', { kind: 'activate' }),
      },
      {
        words: 'assign everybody whom a search finds to a place',
        app: async (c) => {
          await many(c, 'Import', 'Staff', 'Assign…')
          await c.tick(c.dialog.getByRole('tree', { name: 'Places' }), ['Yard'])
          await c.confirm(/^Assign: /)
        },
        cli: (t) => bulk(t, 'Import', { kind: 'assign', places: ['group:yard'] }),
      },
      {
        words: 'give all of them another role',
        app: async (c) => {
          await many(c, 'Import', 'Staff', 'Role…')
          await c.choose(/^Role/, /^Manager/)
          await c.confirm(/^Change the role: /)
        },
        cli: (t) => bulk(t, 'Import', { kind: 'set-role', role: 'manager' }),
      },
      {
        words: 'remove a person',
        app: async (c) => {
          await c.openPerson('Import Eve')
          await c.panel.getByRole('button', { name: 'Remove…' }).press('Enter')
          await c.confirm('Remove')
        },
        cli: async (t) => void (await t.rolecall('staff remove', at('Import Eve'))),
      },
      {
        words: 'restore them',
        app: async (c) => {
          await c.openPerson('Import Eve', 'Restore')
          await c.panel.getByRole('button', { name: 'Restore…' }).press('Enter')
          await c.confirm('Restore')
        },
        cli: async (t) => void (await t.rolecall('staff restore', at('Import Eve'))),
      },
      {
        words: 'remove another',
        app: async (c) => {
          await c.openPerson('Import Dov')
          await c.panel.getByRole('button', { name: 'Remove…' }).press('Enter')
          await c.confirm('Remove')
        },
        cli: async (t) => void (await t.rolecall('staff remove', at('Import Dov'))),
      },
      {
        words: 'purge them without waiting',
        app: async (c) => {
          await c.openPerson('Import Dov', 'Restore')
          await c.panel.getByRole('button', { name: 'Purge…' }).press('Enter')
          await c.dialog.getByRole('checkbox', { name: /cannot be undone/ }).check()
          await c.confirm('Purge for good')
          await doItNow(c)
        },
        cli: async (t) => void (await t.rolecall('staff purge', at('Import Dov'), '--yes')),
      },
      {
        words: 'merge the same person twice',
        app: async (c) => {
          await c.openPerson('Ben Ossei')
          await c.panel.getByRole('button', { name: 'Merge…' }).press('Enter')
          await c.pick('The record that stays', 'Ben Osei')
          await c.confirm('Merge')
        },
        cli: async (t) =>
          void (await t.call('staff.merge', {
            keep: await t.idOf(at('Ben Osei')),
            drop: await t.idOf(at('Ben Ossei')),
          })),
      },
      {
        words: 'rename a place',
        app: async (c) => {
          await c.openPlace('Riverton')
          await c.panel.getByRole('button', { name: 'Rename or move…' }).press('Enter')
          await c.dialog.getByLabel('Name').fill('Riverton North')
          await c.confirm('Save')
        },
        cli: async (t) => void (await t.rolecall('place rename', 'location:riverton', 'Riverton North')),
      },
      {
        words: 'move a group under another location',
        app: async (c) => {
          await c.openPlace('Yard')
          await c.panel.getByRole('button', { name: 'Rename or move…' }).press('Enter')
          await c.pick('Lies under', 'Riverton North')
          await c.confirm('Save')
        },
        cli: async (t) => void (await t.rolecall('place move', 'group:yard', 'location:riverton')),
      },
      {
        words: 'merge a place that is there twice',
        app: async (c) => {
          await c.openPlace('Depot')
          await c.panel.getByRole('button', { name: 'Merge…' }).press('Enter')
          await c.pick('The place that stays', 'Harbor')
          await c.confirm('Merge')
        },
        cli: async (t) => void (await t.rolecall('place merge', 'location:depot', 'location:harbor')),
      },
      {
        words: 'archive a place',
        app: async (c) => {
          await c.openPlace('Counter')
          await c.panel.getByRole('button', { name: 'Archive…' }).press('Enter')
          await c.confirm('Archive')
        },
        cli: async (t) => void (await t.rolecall('place archive', 'group:counter')),
      },
      {
        words: 'switch a feature off',
        app: async (c) => {
          await c.go('Settings')
          await c.page.getByRole('button', { name: /^Turn off: Broadcast/ }).press('Enter')
          await c.confirm('Turn off')
        },
        cli: async (t) => void (await t.rolecall('feature set', 'broadcast', 'off')),
      },
      {
        words: 'set a permission for a role',
        app: async (c) => {
          await c.go('Permissions')
          await setReach(c, /^assigned/)
        },
        cli: async (t) =>
          void (await t.rolecall('grant set', '--role', 'manager', '--do', 'contacts.unblock', '--reach', 'assigned')),
      },
      {
        words: 'back to the default of the blueprint',
        app: async (c) => {
          await c.go('Permissions')
          await setReach(c, /^Back to/)
        },
        cli: async (t) => void (await t.rolecall('grant reset', '--role', 'manager', '--do', 'contacts.unblock')),
      },
      {
        words: 'say whom to ask for help',
        app: async (c) => {
          await c.go('Settings')
          await c.page.getByRole('button', { name: 'Edit help…' }).press('Enter')
          await c.dialog.getByLabel('Contact').fill('Ask the front desk')
          await c.confirm('Save')
        },
        cli: async (t) =>
          void (await t.call('help.set', { contact: 'Ask the front desk', contactLink: null, links: [] })),
      },
    ],
  },
  {
    blueprint: 'staff-ladder',
    card: /^Staff ladder/,
    tasks: [
      {
        words: 'add a project',
        app: (c) => c.addPlace('Project', 'Gate'),
        cli: async (t) => void (await t.rolecall('place add', 'project:gate', '--name', 'Gate')),
      },
      {
        words: 'add two people to it',
        app: async (c) => {
          await c.addPeople('Project Manager', ['Gate'], async (dialog) => {
            await dialog.getByRole('tab', { name: 'Several at once' }).press('Enter')
            await dialog
              .getByLabel('People, one a line')
              .fill(['Pia Lang', 'Tom Berg'].map((name) => `${name} <${at(name)}>`).join('\n'))
          })
          await c.dialog.getByRole('radio', { name: 'Active at once' }).check()
          await c.confirm('Add')
        },
        cli: async (t) =>
          void (await t.call('staff.add', {
            people: ['Pia Lang', 'Tom Berg'].map((name) => ({
              name,
              email: at(name),
              role: 'project-manager',
              at: ['project:gate'],
            })),
            active: true,
          })),
      },
      {
        words: 'lead a person down a ladder that only goes up, handing over what they had',
        app: async (c) => {
          await c.openPerson('Pia Lang')
          await c.panel.getByRole('button', { name: /^Remove and re-add/ }).press('Enter')
          await c.choose('Lower role', 'Office Manager')
          await c.pick('Who takes over', 'Tom Berg')
          await c.choose('What becomes of Gate', 'Hand over to Tom Berg')
          await c.confirm('Move down to Office Manager')
        },
        cli: async (t) =>
          void (await t.rolecall('staff demote', at('Pia Lang'), 'office-manager', '--hand-over', at('Tom Berg'))),
      },
      {
        words: 'move a person up for good, without waiting',
        app: async (c) => {
          await c.openPerson('Pia Lang')
          await c.panel.getByRole('button', { name: 'Promote to Admin' }).press('Enter')
          await c.confirm('Promote')
          await doItNow(c)
        },
        cli: async (t) => void (await t.rolecall('staff set-role', at('Pia Lang'), 'admin', '--yes')),
      },
    ],
  },
  {
    blueprint: 'propel',
    card: /^Accounts and lists/,
    tasks: [
      {
        words: 'change a setting',
        app: async (c) => {
          await c.go('Settings')
          await c.page.getByRole('button', { name: /^Turn off: Allow users/ }).press('Enter')
          await c.confirm('Turn off')
        },
        cli: async (t) => void (await t.rolecall('setting set', 'users-see-all-dashboards', 'off')),
      },
    ],
  },
]

async function undoLatest(terminal: Terminal): Promise<void> {
  const [latest] = (await terminal.rolecall('log')) as { item: string }[]
  await terminal.rolecall('undo', latest!.item)
}

async function bulk(terminal: Terminal, search: string, deed: object): Promise<void> {
  await terminal.call('staff.bulk', { who: { filter: { search } }, do: deed })
}

/** Chooses everybody whom a search finds, and one of the deeds for them. */
async function many({ go, page }: Console, search: string, tab: string, deed: string): Promise<void> {
  await go('Staff')
  await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
  await page.getByRole('textbox', { name: 'Search name, e-mail, place' }).fill(search)
  await page.getByText('Ben Osei').waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Select all rows' }).check()
  await page.getByRole('region', { name: 'Chosen people' }).getByRole('button', { name: deed }).press('Enter')
}

async function doItNow({ page }: Console): Promise<void> {
  await page
    .getByRole('region', { name: 'Waiting, not done yet' })
    .getByRole('button', { name: /^Do it now/ })
    .press('Enter')
}

async function setReach(console: Console, reach: RegExp): Promise<void> {
  const { page } = console
  await page.getByRole('gridcell', { name: /^Manager, Unblock contacts: / }).click()
  await page.getByRole('menu').getByText(reach).first().click()
  await page.getByRole('button', { name: 'Review and apply' }).press('Enter')
  await console.dialog.getByRole('button', { name: 'Apply', exact: true }).waitFor()
  await console.confirm('Apply')
}
