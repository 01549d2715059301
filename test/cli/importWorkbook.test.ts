import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aWorkbook } from '../helpers/aWorkbook'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let org: string
beforeEach(async () => {
  desktop = aDesktop()
  org = desktop.path('north.rolecall')
  await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'North', '--owner', 'Dana <d@x.example>'])
})
afterEach(() => desktop.dispose())

const importJson = (file: string, args: readonly string[] = [], exit = 0) =>
  desktop.json('import', ['import', org, file, ...args], exit)

describe('rolecall import of a workbook', () => {
  it('takes people, roles and places from a sheet', async () => {
    const file = desktop.write(
      'staff.xlsx',
      aWorkbook({
        Read: [['This sheet says how to fill in the other']],
        People: [
          ['Full Name', 'Work Email', 'Access Level', 'Branch'],
          ['Ana Ruiz', 'ana@x.example', 'Manager', 'Riverton; Oakdale'],
          ['Ben Osei', 'ben@x.example', 'member', 'Riverton'],
        ],
      }),
    )
    const done = await importJson(file, ['--sheet', 'People'])
    expect(done).toMatchObject({ sheet: 'People', encoding: 'XLSX', counts: { new: 2, refused: 0 } })
    expect(await desktop.json('staff list', ['staff', 'list', org, '--at', 'location:riverton'])).toMatchObject([
      { email: 'ana@x.example', role: 'manager', at: ['location:oakdale', 'location:riverton'] },
      { email: 'ben@x.example', role: 'member', at: ['location:riverton'] },
    ])
    expect((await desktop.refuses(2, 'import', org, file, '--sheet', 'Staff')).code).toBe('no-such-sheet')
  })

  it('refuses a row with a real formula by its cell, and takes text that looks like one', async () => {
    const file = desktop.write(
      'staff.xlsx',
      aWorkbook({
        People: [
          ['Name', 'Email'],
          ['=Ana', 'ana@x.example'],
          [{ t: 's', v: 'Ben', f: 'UPPER("ben")' }, 'ben@x.example'],
        ],
      }),
    )
    const refused = await importJson(file, [], 1)
    expect(refused).toMatchObject({ counts: { new: 1, refused: 1 }, applied: null })
    expect(refused.rows[1]).toMatchObject({ line: 3, status: 'refused', reason: expect.stringContaining('Cell A3') })
    await importJson(file, ['--skip-refused'])
    expect(await desktop.json('staff show', ['staff', 'show', org, 'ana@x.example'])).toMatchObject({ name: '=Ana' })
  })

  it('recognizes the exports of other products', async () => {
    const google = aWorkbook({
      Users: [
        [
          'First Name [Required]',
          'Last Name [Required]',
          'Email Address [Required]',
          'Org Unit Path [Required]',
          'Status',
        ],
        ['Ana', 'Ruiz', 'ana@x.example', '/', 'Active'],
        ['Ben', 'Osei', 'ben@x.example', '/', 'Suspended'],
      ],
    })
    const entra = aWorkbook({
      Users: [
        ['userPrincipalName', 'displayName', 'userType', 'accountEnabled'],
        ['cy@x.example', 'Cy Dee', 'Member', true],
        ['di@x.example', 'Di Eff', 'Guest', true],
        ['ed@x.example', 'Ed Gee', 'Member', false],
      ],
    })
    const slack = aWorkbook({
      Members: [
        ['username', 'email', 'status', 'billing-active', 'fullname'],
        ['fi', 'fi@x.example', 'Member', 1, 'Fi Aitch'],
        ['bot', 'bot@x.example', 'Bot', 0, 'Bot'],
      ],
    })
    for (const [product, bytes, counts] of [
      ['Google Workspace', google, { new: 1, skipped: 1 }],
      ['Microsoft Entra', entra, { new: 1, skipped: 2 }],
      ['Slack', slack, { new: 1, skipped: 1 }],
    ] as const) {
      const done = await importJson(desktop.write('export.xlsx', bytes))
      expect(done).toMatchObject({ knownExport: product, counts })
    }
  })
})
