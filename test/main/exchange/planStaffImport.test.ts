import { describe, expect, it } from 'vitest'
import { matchColumns } from '../../../src/main/exchange/matchColumns'
import type { ImportOptions } from '../../../src/main/exchange/importPlan'
import { planStaffImport } from '../../../src/main/exchange/planStaffImport'
import { readTable } from '../../../src/main/exchange/readTable'
import { recognizeExport } from '../../../src/main/exchange/recognizeExport'
import { writeImport } from '../../../src/main/exchange/writeImport'
import { hashPersonal, type Sources } from '../../../src/main/org/personalValues'
import type { RoleKey } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { anOrgState, aPerson, aPlace } from '../../helpers/anOrgState'

const everyone = { active: false, createPlaces: true, skipRefused: false }

function planOf(
  text: string,
  state: OrgState = anOrgState(),
  options: Partial<ImportOptions> = {},
  sees: (email: string | null) => boolean = () => true,
) {
  const table = readTable(new TextEncoder().encode(text), 'staff.csv')
  if (!table.ok) throw new Error(table.error.message)
  const known = recognizeExport(table.value.header)
  const mapping = known?.mapping ?? matchColumns(table.value.header, state.blueprint.placeKinds)
  return planStaffImport(
    table.value,
    mapping,
    state,
    { ...everyone, ...options },
    {
      atMs: 1000,
      sees: (staffId) => sees(state.staff.get(staffId)?.email ?? null),
      notStaff: (cells) => known?.notStaff(cells) ?? null,
    },
  )
}

const statusesOf = (plan: ReturnType<typeof planOf>) => plan.rows.map((row) => row.status)
const textOf = (plan: ReturnType<typeof planOf>, row = 0) => plan.rows[row]!.text.join(' ')

describe('planStaffImport', () => {
  it('adds new people with role, places and state', () => {
    const plan = planOf(
      'Places,ROLE,E-Mail,Full name\n"Riverton; Dock 9",Manager,Ana@x.example,Ana Ruiz\n,,ben@x.example,Ben Osei\n',
    )
    expect(plan.counts).toEqual({ new: 2, changed: 0, unchanged: 0, skipped: 0, refused: 0 })
    expect(plan.newPlaces).toEqual([
      { id: 'location:riverton', name: 'Riverton' },
      { id: 'location:dock-9', name: 'Dock 9' },
    ])
    expect(plan.rows[0]!.plan).toEqual({
      kind: 'add',
      name: 'Ana Ruiz',
      email: 'Ana@x.example',
      role: 'manager',
      state: 'invited',
      places: ['location:riverton', 'location:dock-9'],
    })
    expect(plan.rows[1]).toMatchObject({ role: 'Member', text: ['Becomes Member: the file names no role.'] })
    expect(plan.blockedBecause).toEqual([])
  })

  it('takes the role and the state that were asked for when the file has none', () => {
    const plan = planOf('email,name\na@x.example,A\n', anOrgState(), { role: 'manager' as RoleKey, active: true })
    expect(plan.rows[0]!.plan).toMatchObject({ role: 'manager', state: 'active' })
  })

  it('joins first and last name', () => {
    expect(planOf('Given Name,Surname,Work Email\nAna,Ruiz,a@x.example\n').rows[0]!.name).toBe('Ana Ruiz')
  })

  it('finds roles by key or shown name in any case', () => {
    const state = anOrgState({ blueprint: 'staff-ladder' })
    const plan = planOf(
      'email,name,role\na@x.example,A,OFFICE MANAGER\nb@x.example,B,office-manager\nc@x.example,C,office_manager\n',
      state,
    )
    expect(plan.rows.map((row) => row.role)).toEqual(['Office Manager', 'Office Manager', 'Office Manager'])
  })

  it('refuses bad rows with the reason', () => {
    const plan = planOf(
      'email,name,role\n,Ana,\nana@,Ana,\nben@x.example,Ben,Boss\ncy@x.example,,\ndi@x.example,Di,\nDI@x.example,Di,\nжанна@почта.рф,Жанна,\n',
    )
    expect(statusesOf(plan)).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'new'])
    expect(textOf(plan, 0)).toMatch(/no e-mail/)
    expect(textOf(plan, 1)).toMatch(/“ana@” is not an e-mail/)
    expect(textOf(plan, 2)).toMatch(/no role “Boss”.*Administrator, Manager, Member/)
    expect(textOf(plan, 3)).toMatch(/no name/)
    expect(textOf(plan, 4)).toMatch(/also on line 7/)
    expect(textOf(plan, 5)).toMatch(/also on line 6/)
    expect(plan.blockedBecause).toEqual(['6 rows are refused. Correct the file, or leave refused rows out.'])
    expect(writeImport(plan, sources()).intents.flatMap((intent) => intent.kind)).toEqual(['staff.add'])
  })

  it('says what changes and takes no place away', () => {
    const state = anOrgState({
      staff: [
        aPerson('ana@x.example', { name: 'Ana Ruis', at: ['location:oakdale', ['location:riverton', 500]] }),
        aPerson('ben@x.example', { name: 'Ben' }),
      ],
      places: [aPlace('location:oakdale', { name: 'Oakdale' }), aPlace('location:riverton', { name: 'Riverton' })],
    })
    const plan = planOf(
      'email,name,role,location\nANA@x.example,Ana Ruiz,manager,Riverton|Harbor\nben@x.example,Ben,,\n',
      state,
    )
    expect(statusesOf(plan)).toEqual(['changed', 'unchanged'])
    expect(plan.rows[0]!.text).toEqual([
      'Name: Ana Ruis becomes Ana Ruiz.',
      'Role: Member becomes Manager.',
      'Adds Riverton, Harbor.',
      'Keeps Oakdale: an import takes no place away.',
    ])
    const { intents, personal } = writeImport(plan, sources())
    expect(intents.map((intent) => intent.kind)).toEqual([
      'place.create',
      'staff.edit',
      'staff.setRole',
      'staff.assign',
    ])
    expect(intents[3]!.body).toEqual({
      rows: [
        {
          staffId: state.staffIdByEmail.get('ana@x.example'),
          place: 'location:riverton',
          from: { untilMs: 500 },
          to: { untilMs: null },
        },
        {
          staffId: state.staffIdByEmail.get('ana@x.example'),
          place: 'location:harbor',
          from: null,
          to: { untilMs: null },
        },
      ],
    })
    expect(personal.map((kept) => kept.value)).toEqual(['Ana Ruis', 'Ana Ruiz'])
    for (const kept of personal) expect(hashPersonal(Buffer.from(kept.salt, 'hex'), kept.value)).toBe(kept.hash)
  })

  it('refuses people in Restore and says what to do', () => {
    const state = anOrgState({
      staff: [aPerson('tom@x.example', { name: 'Tom Bell', state: 'removed', stateBefore: 'active' })],
    })
    expect(textOf(planOf('email,name\ntom@x.example,Tom\n', state))).toBe(
      'Tom Bell is in Restore. Restore them there, or purge them and import again.',
    )
  })

  it('refuses to move anybody down an up-only ladder, or into or out of a role of exactly one', () => {
    const state = anOrgState({
      blueprint: 'staff-ladder',
      staff: [
        aPerson('dana@x.example', { role: 'super-admin' }),
        aPerson('ben@x.example', { name: 'Ben Osei', role: 'admin' }),
      ],
    })
    const plan = planOf(
      'email,name,role\ndana@x.example,dana,admin\nben@x.example,Ben Osei,teammate\nnew@x.example,New,super admin\ndana@x.example.org,Other,\n',
      state,
    )
    expect(statusesOf(plan)).toEqual(['refused', 'refused', 'refused', 'new'])
    expect(textOf(plan, 0)).toMatch(/exactly one Super Admin/)
    expect(textOf(plan, 1)).toMatch(/Roles only move up: Ben Osei is Admin and cannot become Teammate\. .*remove/)
    expect(textOf(plan, 2)).toMatch(/exactly one Super Admin/)
    expect(textOf(planOf('email,name\ndana@x.example,Somebody else\n', state))).toMatch(
      /cannot be changed by an import/,
    )
    expect(
      statusesOf(planOf('email,name,role\ndana@x.example,dana,Super Admin\nben@x.example,Ben Osei,admin\n', state)),
    ).toEqual(['unchanged', 'unchanged'])
  })

  it('tells nothing about people the actor does not see', () => {
    const state = anOrgState({ staff: [aPerson('boss@x.example', { name: 'Secret Boss', role: 'administrator' })] })
    const plan = planOf(
      'email,name,role\nboss@x.example,Somebody,member\n',
      state,
      {},
      (email) => email !== 'boss@x.example',
    )
    expect(plan.rows[0]!.status).toBe('refused')
    expect(JSON.stringify(plan.rows)).not.toMatch(/Secret|administrator/i)
  })

  it('finds places by name, key and id, and refuses what is not clear', () => {
    const state = anOrgState({
      places: [
        aPlace('location:riverton', { name: 'Riverton Mills' }),
        aPlace('group:night', { name: 'Night shift' }),
        aPlace('location:twin-1', { name: 'Twin' }),
        aPlace('location:twin-2', { name: 'Twin' }),
        aPlace('location:north', { name: 'Harbor, North' }),
        aPlace('location:old', { name: 'Old', isArchived: true }),
      ],
    })
    const places = (cell: string, options: Partial<ImportOptions> = {}, header = 'locations') =>
      planOf(`email;name;${header}\na@x.example;A;"${cell}"\n`, state, options).rows[0]!
    expect(places('riverton mills').plan).toMatchObject({ places: ['location:riverton'] })
    expect(places('RIVERTON')).toMatchObject({ at: ['Riverton Mills'], plan: { places: ['location:riverton'] } })
    expect(places('group:night,Night  Shift').plan).toMatchObject({ places: ['group:night'] })
    expect(places('Harbor, North').plan).toMatchObject({ places: ['location:north'] })
    expect(places('group:day').plan).toMatchObject({ places: ['group:day'] })
    expect(places('Day', {}, 'Groups').plan).toMatchObject({ places: ['group:day'] })
    expect(places('Day', {}, 'Branch').plan).toMatchObject({ places: ['location:day'] })
    expect(places('Twin').text[0]).toMatch(/names 2 places \(location:twin-1, location:twin-2\)/)
    expect(places('Old').text[0]).toMatch(/archived/)
    expect(places('loc:riverton').text[0]).toMatch(/no known kind.*location, group/)
    expect(places('***').text[0]).toMatch(/neither letters nor digits/)
    expect(places('Nowhere', { createPlaces: false }).text[0]).toMatch(/no place “Nowhere”/)
  })

  it('creates unknown places of the kind that the column or the blueprint names', () => {
    const idOf = (blueprint: string, header: string) =>
      planOf(`email,name,${header}\na@x.example,A,118\n`, anOrgState({ blueprint })).newPlaces[0]?.id
    expect(idOf('staff-ladder', 'Projects')).toBe('project:118')
    expect(idOf('staff-ladder', 'Office')).toBe('location:118')
    expect(idOf('staff-ladder', 'Group')).toBe('project:118')
    expect(idOf('propel', 'Account')).toBe('account:118')
    expect(idOf('lines-and-products', 'Lines')).toBe('line:118')
    expect(
      textOf(planOf('email,name,product\na@x.example,A,Fax\n', anOrgState({ blueprint: 'lines-and-products' }))),
    ).toMatch(/no product “Fax”/)
  })

  it('does not create places for rows that are refused', () => {
    const plan = planOf('email,name,role,site\na@x.example,A,boss,Riverton\nb@x.example,B,,Oakdale\n', anOrgState(), {
      skipRefused: true,
    })
    expect(plan.newPlaces.map((place) => place.name)).toEqual(['Oakdale'])
    expect(plan.blockedBecause).toEqual([])
  })

  it('puts at most 1,000 rows into a change', () => {
    const plan = planOf(
      `email,name,site\n${Array.from({ length: 2500 }, (_, index) => `p${index}@x.example,P ${index},S${index}`).join('\n')}\n`,
    )
    expect(
      writeImport(plan, sources()).intents.map((intent) => [
        intent.kind,
        (intent.body as { rows: unknown[] }).rows.length,
      ]),
    ).toEqual([
      ['place.create', 1000],
      ['place.create', 1000],
      ['place.create', 500],
      ['staff.add', 1000],
      ['staff.add', 1000],
      ['staff.add', 500],
    ])
  })
})

describe('recognizeExport', () => {
  it('skips who is not staff in a Google Workspace export', () => {
    const plan = planOf(
      'First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],Status [READ ONLY],Work Phone\nAna,Ruiz,a@x.example,/,Active,\nBen,Osei,b@x.example,/,Suspended,\n',
    )
    expect(plan.rows.map((row) => [row.status, row.name, row.text[0]])).toEqual([
      ['new', 'Ana Ruiz', 'Becomes Member: the file names no role.'],
      ['skipped', 'Ben Osei', 'Suspended in Google Workspace.'],
    ])
    expect(plan.blockedBecause).toEqual([])
  })

  it('skips who is not staff in a Microsoft Entra export, and takes user type for no role', () => {
    const plan = planOf(
      'userPrincipalName,displayName,surname,mail,givenName,userType,accountEnabled\na@x.example,Ana Ruiz,Ruiz,,Ana,Member,True\ng_y.example#EXT#@x.example,Gus,,,,Guest,True\nc@x.example,Cy,,,,Member,False\n',
    )
    expect(plan.rows.map((row) => [row.status, row.text[0]])).toEqual([
      ['new', 'Becomes Member: the file names no role.'],
      ['skipped', 'A guest in Microsoft Entra.'],
      ['skipped', 'Deactivated in Microsoft Entra.'],
    ])
  })

  it('skips who is not staff in a Slack member list', () => {
    const plan = planOf(
      'username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname\nana,a@x.example,Admin,1,0,0,U1,Ana Ruiz,ana\nbot,,Bot,0,0,0,U2,Beep,beep\nold,a@x.example,Deactivated,0,0,0,U3,Old Ana,\ng,g@x.example,Multi-Channel Guest,1,0,0,U4,Gus,\n',
    )
    expect(plan.rows.map((row) => [row.status, row.text[0]])).toEqual([
      ['new', 'Becomes Member: the file names no role.'],
      ['skipped', 'A bot in Slack.'],
      ['skipped', 'Deactivated in Slack.'],
      ['skipped', 'A guest in Slack.'],
    ])
  })
})

describe('matchColumns', () => {
  it.each([
    ['E-MAIL', 'email'],
    ['Work Email', 'email'],
    ['User principal name', 'email'],
    ['Display Name', 'name'],
    ['Access Level', 'role'],
    ['User Type', 'role'],
    ['permission level', 'role'],
    ['Location(s)', 'places'],
    ['Branch', 'places'],
    ['GROUPS', 'places'],
    ['First Name', 'firstName'],
    ['last_name', 'lastName'],
  ])('understands %s', (header, field) => {
    expect(matchColumns(['Shoe size', header], [])).toEqual({ [field]: 1 })
  })

  it('prefers the better column when several would do', () => {
    expect(matchColumns(['mail', 'Display name', 'Email', 'First name', 'Name'], [])).toEqual({ email: 2, name: 4 })
  })
})

function sources(): Sources {
  let next = 0
  return { random: (count) => Uint8Array.from({ length: count }, () => next++ % 256), now: () => 0 }
}
