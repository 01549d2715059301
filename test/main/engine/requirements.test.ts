import { describe, expect, it } from 'vitest'
import { compareRoles } from '../../../src/main/engine/compareRoles'
import { compileRules } from '../../../src/main/engine/compileRules'
import { decide } from '../../../src/main/engine/decide'
import { diffRules } from '../../../src/main/engine/diffRules'
import { explain } from '../../../src/main/engine/explain'
import { explainEdit, type EditQuestion } from '../../../src/main/engine/explainEdit'
import { explainGivePlaces, explainGiveReach, explainGiveRole } from '../../../src/main/engine/explainGive'
import { explainMove } from '../../../src/main/engine/explainMove'
import { matrix } from '../../../src/main/engine/matrix'
import { hiddenRoles, maskedRoles, seeing } from '../../../src/main/engine/seeing'
import { whoCan } from '../../../src/main/engine/whoCan'
import type { Request } from '../../../src/shared/domain/decision'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../../src/shared/domain/ids'
import type { OrgState, Place } from '../../../src/shared/domain/orgState'
import type { Reach } from '../../../src/shared/domain/reach'
import type { PersonalGrant, StaffMember } from '../../../src/shared/domain/staff'
import { anOrgState, aPlace } from '../../helpers/anOrgState'

const atMs = 1000

/** `Ana manager group:a group:b` → a person called Ana, with that role and those places. */
function anOrg(blueprint: string, people: readonly string[], places: readonly (string | Place)[] = []): OrgState {
  const staff = people.map((line, number): StaffMember => {
    const [name, role, ...at] = line.split(' ')
    return {
      id: (number + 1).toString(16).padStart(32, '0') as StaffId,
      name: name!,
      email: `${name!.toLowerCase()}@x.org`,
      role: role as RoleKey,
      state: 'active',
      stateBefore: null,
      assignments: at.map((one) => {
        const [place, until] = one.split('<')
        return { place: place as PlaceId, untilMs: until === undefined ? null : Number(until) }
      }),
      personalGrants: [],
      addedAtMs: 0,
    }
  })
  return anOrgState({ blueprint, staff, places: places.map((one) => (typeof one === 'string' ? aPlace(one) : one)) })
}

function idOf(state: OrgState, name: string): StaffId {
  return [...state.staff.values()].find((person) => person.name === name)!.id
}

/** `Ana inbox.access at group:a by Bo on Cy with Di fact archived`, as a request. */
function read(state: OrgState, question: string): Request {
  const [who, permission, ...words] = question.split(' ')
  const after = (word: string): string[] => words.flatMap((one, index) => (one === word ? [words[index + 1]!] : []))
  const [by] = after('by')
  const [on] = after('on')
  const at = after('at').map((place) => place.split('+') as PlaceId[])
  return {
    who: idOf(state, who!),
    do: permission as PermissionKey,
    ...(at.length === 1 ? { at: at[0]! } : at.length > 1 ? { atEach: at } : {}),
    ...(by === undefined ? {} : { createdBy: idOf(state, by) }),
    ...(on === undefined ? {} : { on: idOf(state, on) }),
    ...(words.includes('with') ? { sharedWith: after('with').map((name) => idOf(state, name)) } : {}),
    ...(words.includes('connected') ? { connected: true } : {}),
    facts: Object.fromEntries(after('fact').map((fact) => [fact, true])),
    atMs,
  }
}

function can(state: OrgState, question: string): boolean {
  const rules = compileRules(state)
  const request = read(state, question)
  const decision = explain(rules, request)
  expect(decide(rules, request)).toBe(decision.allowed)
  return decision.allowed
}

function refusal(state: OrgState, question: string): string | undefined {
  const decision = explain(compileRules(state), read(state, question))
  return decision.allowed ? 'allowed' : decision.because[0]?.code
}

function mayEdit(state: OrgState, who: string, edit: EditQuestion['edit'], on?: string, touched?: string[]): boolean {
  return explainEdit(compileRules(state), {
    who: idOf(state, who),
    edit,
    ...(on === undefined ? {} : { on: idOf(state, on) }),
    ...(touched === undefined ? {} : { touched: touched as PlaceId[] }),
    atMs,
  }).allowed
}

function withGrant(state: OrgState, role: string, permission: string, reach: Reach): OrgState {
  const grant = { role: role as RoleKey, permission: permission as PermissionKey, reach }
  return { ...state, grants: new Map(state.grants).set(`${role}/${permission}`, grant) }
}

function withSwitch(state: OrgState, kind: 'feature' | 'setting' | 'product', key: string, on: boolean): OrgState {
  return { ...state, switches: new Map(state.switches).set(`${kind}/${key}`, { kind, key, on }) }
}

function withPersonal(state: OrgState, name: string, permission: string, more: Partial<PersonalGrant> = {}): OrgState {
  const person = state.staff.get(idOf(state, name))!
  const grant: PersonalGrant = {
    permission: permission as PermissionKey,
    reach: 'all',
    places: null,
    untilMs: null,
    ...more,
  }
  const staff = new Map(state.staff).set(person.id, { ...person, personalGrants: [...person.personalGrants, grant] })
  return { ...state, staff }
}

function withState(state: OrgState, name: string, to: StaffMember['state']): OrgState {
  const person = state.staff.get(idOf(state, name))!
  return { ...state, staff: new Map(state.staff).set(person.id, { ...person, state: to }) }
}

function moves(blueprint: string, from: string, to: string): boolean {
  const rules = compileRules(anOrg(blueprint, []))
  return explainMove(rules, { from: from as RoleKey, to: to as RoleKey }).allowed
}

const prokeep = anOrg(
  'prokeep',
  [
    'Ada administrator',
    'Max manager group:a location:north',
    'Mia manager group:b',
    'Ned member group:a',
    'Zoe member group:b',
    'Kim member',
  ],
  [
    'group:a',
    'group:b',
    'location:north',
    'location:south',
    { ...aPlace('group:n'), parent: 'location:north' as PlaceId },
  ],
)

describe('S0, locations and groups', () => {
  it('S0.1 S0.3 lets an Administrator act at every location, Managers and Members at their own only', () => {
    expect(can(prokeep, 'Ada inbox.access at location:south')).toBe(true)
    expect(can(prokeep, 'Max inbox.access at location:south')).toBe(false)
    expect(can(prokeep, 'Ned inbox.access at group:b')).toBe(false)
  })
  it('S0.4 gives user management to Managers in assigned groups only, none to Members', () => {
    for (const verb of ['add', 'edit', 'delete']) {
      expect(can(prokeep, `Ada users.${verb}`)).toBe(true)
      expect(can(prokeep, `Max users.${verb} at group:a`)).toBe(true)
      expect(can(prokeep, `Max users.${verb} at group:b`)).toBe(false)
      expect(can(prokeep, `Ned users.${verb} at group:a`)).toBe(false)
    }
  })
  it('S0.5 keeps global settings with Administrators', () => {
    expect(can(prokeep, 'Ada settings.global')).toBe(true)
    expect(refusal(prokeep, 'Max settings.global')).toBe('not-granted')
  })
  it('S0.6 shows dashboard and reports to Managers for assigned groups', () => {
    expect(can(prokeep, 'Max reports.view at group:a')).toBe(true)
    expect(can(prokeep, 'Max dashboard.view at group:b')).toBe(false)
    expect(can(prokeep, 'Ned reports.view at group:a')).toBe(false)
  })
  it('S0.7 S0.8 ties broadcast reports to the feature and to sending', () => {
    expect(can(prokeep, 'Ada broadcast.report')).toBe(true)
    expect(refusal(withSwitch(prokeep, 'feature', 'broadcast', false), 'Ada broadcast.report')).toBe('feature-off')
    const reportOnly = withPersonal(prokeep, 'Max', 'broadcast.report')
    expect(refusal(reportOnly, 'Max broadcast.report')).toBe('needs-permission')
    expect(can(withPersonal(reportOnly, 'Max', 'broadcast.send'), 'Max broadcast.report')).toBe(true)
  })
  it('S0.9 lets only Administrators switch features for roles', () => {
    expect(mayEdit(prokeep, 'Ada', 'grants.edit')).toBe(true)
    expect(mayEdit(prokeep, 'Max', 'grants.edit')).toBe(false)
  })
  it('S0.10 S0.15 keeps unblocking and blocked numbers from Managers; who blocks is not specified', () => {
    expect(refusal(prokeep, 'Max contacts.unblock at group:a')).toBe('not-granted')
    expect(refusal(prokeep, 'Max blocked-numbers.manage at group:a')).toBe('not-granted')
    expect(refusal(prokeep, 'Ada contacts.block')).toBe('not-specified')
    const decided = withGrant(prokeep, 'administrator', 'contacts.block', 'all')
    expect(can(decided, 'Ada contacts.block')).toBe(true)
    expect(refusal(withGrant(prokeep, 'administrator', 'contacts.block', 'none'), 'Ada contacts.block')).toBe(
      'not-granted',
    )
  })
  it('S0.11 gives labels to the Manager role, or to one person, once granted', () => {
    expect(can(prokeep, 'Max labels.manage')).toBe(false)
    expect(can(withGrant(prokeep, 'manager', 'labels.manage', 'all'), 'Max labels.manage')).toBe(true)
    const personal = withPersonal(prokeep, 'Max', 'labels.manage')
    expect(can(personal, 'Max labels.manage')).toBe(true)
    expect(can(personal, 'Mia labels.manage')).toBe(false)
  })
  it('S0.12 S0.16 S0.20 counts groups and locations alike, and what lies under a location', () => {
    expect(can(prokeep, 'Max threads.access at location:north')).toBe(true)
    expect(can(prokeep, 'Max threads.access at group:n')).toBe(true)
    expect(can(prokeep, 'Ned contacts.access at group:a')).toBe(true)
    expect(can(prokeep, 'Ned contacts.access at group:n')).toBe(false)
  })
  it('S0.13 gives group settings to Managers in their places', () => {
    expect(can(prokeep, 'Max settings.group at group:a')).toBe(true)
    expect(can(prokeep, 'Max settings.group at group:b')).toBe(false)
    expect(mayEdit(prokeep, 'Max', 'places.edit', undefined, ['location:north'])).toBe(true)
    expect(mayEdit(prokeep, 'Max', 'places.edit', undefined, ['location:south'])).toBe(false)
    expect(mayEdit(prokeep, 'Max', 'places.editTop')).toBe(false)
  })
  it('S0.14 hides Administrators from Managers, everywhere a person can be named', () => {
    const rules = compileRules(prokeep)
    expect(hiddenRoles(rules, idOf(prokeep, 'Max'), atMs)).toEqual(['administrator'])
    expect(hiddenRoles(rules, idOf(prokeep, 'Ada'), atMs)).toEqual([])
    expect(seeing(rules, idOf(prokeep, 'Max'), idOf(prokeep, 'Ada'), atMs)).toBe('hidden')
    expect(seeing(rules, idOf(prokeep, 'Max'), idOf(prokeep, 'Ned'), atMs)).toBe('full')
    expect(seeing(rules, idOf(prokeep, 'Max'), idOf(prokeep, 'Zoe'), atMs)).toBe('hidden')
    const shown = withGrant(withPersonal(prokeep, 'Max', 'users.view'), 'manager', 'users.view-administrators', 'all')
    expect(seeing(compileRules(shown), idOf(shown, 'Max'), idOf(shown, 'Ada'), atMs)).toBe('full')
  })
  it('S0.17 S0.19 gives inbox, threads, contacts, stock messages and templates to all three', () => {
    for (const who of ['Ada', 'Max', 'Ned']) {
      for (const permission of ['inbox.access', 'threads.access', 'contacts.access']) {
        expect(can(prokeep, `${who} ${permission} at group:a`)).toBe(true)
      }
      expect(can(prokeep, `${who} stock-messages.use`)).toBe(true)
      expect(can(prokeep, `${who} templates.use`)).toBe(true)
      expect(refusal(prokeep, `${who} templates.edit`)).toBe('not-specified')
    }
  })
  it('S0.18 lets everyone change their own settings and nobody else’s', () => {
    expect(can(prokeep, 'Ned settings.personal')).toBe(true)
    expect(can(prokeep, 'Ned settings.personal by Ned')).toBe(true)
    expect(refusal(prokeep, 'Ada settings.personal by Ned')).toBe('not-own')
    expect(refusal(prokeep, 'Ada settings.personal on Ned')).toBe('not-own')
  })
  it('S0.21 keeps Members from settings, reports and users', () => {
    for (const permission of [
      'settings.global',
      'settings.group',
      'reports.view',
      'dashboard.view',
      'users.view',
      'users.edit',
    ]) {
      expect(can(prokeep, `Ned ${permission} at group:a`)).toBe(false)
    }
  })
  it('asks for the right places of a person as target: one to edit, every one to remove, all where there is none', () => {
    const two = anOrg(
      'prokeep',
      ['Max manager group:a', 'Ned member group:a', 'Both member group:a group:b', 'Kim member'],
      ['group:a', 'group:b'],
    )
    expect(mayEdit(two, 'Max', 'staff.edit', 'Both')).toBe(true)
    expect(mayEdit(two, 'Max', 'staff.remove', 'Ned')).toBe(true)
    for (const edit of ['staff.setRole', 'staff.remove', 'staff.restore', 'staff.purge'] as const) {
      expect(mayEdit(two, 'Max', edit, 'Both')).toBe(false)
      expect(mayEdit(two, 'Max', edit, 'Kim')).toBe(false)
    }
    expect(can(two, 'Max users.edit on Both')).toBe(true)
    expect(refusal(two, 'Max users.delete on Both')).toBe('place-not-assigned')
    expect(refusal(two, 'Max users.delete on Kim')).toBe('no-place')
    expect(mayEdit(two, 'Max', 'staff.assign', 'Both', ['group:a'])).toBe(true)
    expect(mayEdit(two, 'Max', 'staff.assign', 'Both', ['group:b'])).toBe(false)
    expect(mayEdit(two, 'Max', 'staff.add', undefined, [])).toBe(false)
    expect(mayEdit(two, 'Max', 'staff.add', undefined, ['group:a'])).toBe(true)
    expect(mayEdit(two, 'Ned', 'staff.see', 'Ned')).toBe(true)
    expect(mayEdit(two, 'Ned', 'staff.see', 'Max')).toBe(false)
  })
})

const lines = anOrg(
  'lines-and-products',
  [
    'Ada admin',
    'Sam standard line:1 product:conversations',
    'Pia standard product:conversations product:blast',
    'Lou standard line:1 line:2',
  ],
  [
    'line:1',
    'line:2',
    'product:conversations',
    'product:blast',
    'location:north',
    { ...aPlace('line:n'), parent: 'location:north' as PlaceId },
  ],
)

describe('S1, products and lines', () => {
  it('S1.2 S1.10 gives Admin all that Standard holds, and more', () => {
    const { gained, lost } = compareRoles(lines, 'standard' as RoleKey, 'admin' as RoleKey)
    expect(lost).toEqual([])
    expect(gained.map((step) => step.permission)).toContain('users.invite')
  })
  it('S1.3 S1.4 lets Standard import and add contacts, add and edit lists; deleting a list is not specified', () => {
    for (const permission of ['contacts.import', 'contacts.add', 'contact-lists.add', 'contact-lists.edit']) {
      expect(can(lines, `Sam ${permission}`)).toBe(true)
    }
    expect(refusal(lines, 'Sam contact-lists.delete')).toBe('not-specified')
    expect(refusal(lines, 'Ada contact-lists.delete')).toBe('not-specified')
  })
  it('S1.5 S1.6 S1.13 shows responders, replies and templates to Standard; Admin adds and edits the first two', () => {
    for (const what of ['keyword-responders', 'auto-replies']) {
      expect(can(lines, `Sam ${what}.view`)).toBe(true)
      expect(can(lines, `Sam ${what}.edit`)).toBe(false)
      expect(can(lines, `Ada ${what}.add`)).toBe(true)
    }
    expect(can(lines, 'Sam response-templates.view')).toBe(true)
    expect(refusal(lines, 'Ada response-templates.edit')).toBe('not-specified')
  })
  it('S1.7 S1.8 asks Standard for the line and for the product, both', () => {
    for (const verb of ['view', 'claim', 'transfer', 'release', 'end']) {
      expect(can(lines, `Sam conversations.${verb} at line:1`)).toBe(true)
      expect(refusal(lines, `Sam conversations.${verb} at line:2`)).toBe('place-not-assigned')
      expect(refusal(lines, `Pia conversations.${verb} at line:1`)).toBe('place-not-assigned')
      expect(refusal(lines, `Lou conversations.${verb} at line:1`)).toBe('no-product')
    }
    expect(refusal(lines, 'Sam conversations.view')).toBe('no-place')
  })
  it('S1.8 asks for both lines of a transfer', () => {
    expect(can(lines, 'Sam conversations.transfer at line:1 at line:2')).toBe(false)
    expect(can(lines, 'Sam conversations.transfer at line:1 at line:1')).toBe(true)
  })
  it('S1.9 gates campaigns by the product Blast', () => {
    expect(refusal(lines, 'Sam blast.create at line:1')).toBe('no-product')
    expect(can(lines, 'Ada blast.create at line:2')).toBe(true)
  })
  it('S1.11 S1.12 S1.14 S1.16 S1.18 keeps users, roles, products, lines and deleting contacts with Admin', () => {
    for (const permission of [
      'users.invite',
      'users.delete',
      'users.set-role',
      'users.set-products',
      'users.set-lines',
      'contacts.delete',
      'lines.manage',
    ]) {
      expect(can(lines, `Ada ${permission}`)).toBe(true)
      expect(can(lines, `Sam ${permission}`)).toBe(false)
    }
  })
  it('S1.16 S1.18 asks for the right to set products for products, to set lines for lines', () => {
    const setter = withPersonal(withGrant(lines, 'standard', 'users.set-lines', 'none'), 'Sam', 'users.set-lines')
    const managed = {
      ...setter,
      blueprint: {
        ...setter.blueprint,
        roles: setter.blueprint.roles.map((role) => ({ ...role, manages: 'everyone' as const })),
      },
    }
    expect(mayEdit(managed, 'Sam', 'staff.assign', 'Lou', ['line:2'])).toBe(true)
    expect(mayEdit(managed, 'Sam', 'staff.assign', 'Lou', ['product:blast'])).toBe(false)
    expect(mayEdit(managed, 'Sam', 'staff.assign', 'Lou', ['line:2', 'product:blast'])).toBe(false)
    expect(
      mayEdit(withPersonal(managed, 'Sam', 'users.set-products'), 'Sam', 'staff.assign', 'Lou', [
        'line:2',
        'product:blast',
      ]),
    ).toBe(true)
  })
  it('S1.15 S1.20 lets Admin use every active product on every line, without being given any', () => {
    expect(can(lines, 'Ada conversations.view at line:2')).toBe(true)
    expect(can(lines, 'Ada conversations.view')).toBe(true)
  })
  it('S1.15 S1.22 stops everyone, Admin too, where the account does not have the product', () => {
    const off = withSwitch(lines, 'product', 'conversations', false)
    expect(refusal(off, 'Ada conversations.view at line:1')).toBe('product-off')
    expect(refusal(off, 'Sam conversations.view at line:1')).toBe('product-off')
    expect(whoCan(compileRules(off), { do: 'conversations.view' as PermissionKey, atMs })).toEqual([])
    const give = explainGivePlaces(compileRules(off), {
      who: idOf(off, 'Ada'),
      places: ['product:conversations' as PlaceId],
      atMs,
    })
    expect(give.because[0]!.code).toBe('product-off')
  })
  it('S1.17 S1.24 shows and lends lines by assignment, also through the location above', () => {
    expect(can(lines, 'Sam lines.view at line:1')).toBe(true)
    expect(can(lines, 'Sam lines.use at line:2')).toBe(false)
    expect(can(lines, 'Sam messages.send at line:2')).toBe(false)
    const north = anOrg(
      'lines-and-products',
      ['Nia standard location:north'],
      ['location:north', { ...aPlace('line:n'), parent: 'location:north' as PlaceId }],
    )
    expect(can(north, 'Nia messages.send at line:n')).toBe(true)
  })
})

const pronto = anOrg(
  'pronto',
  ['Ada admin group:a', 'Max manager group:a', 'Uma user group:a', 'Ugo user group:a', 'Uli user group:b', 'Una user'],
  ['group:a', 'group:b'],
)

describe('S2, thresholds', () => {
  it('S2.2 lets each role hold all that the role below holds', () => {
    for (const [below, above] of [
      ['user', 'manager'],
      ['manager', 'admin'],
    ] as const) {
      expect(compareRoles(pronto, below as RoleKey, above as RoleKey).lost).toEqual([])
    }
  })
  it('S2.4 S2.6 S2.7 keeps Organization Management with Admin, whose column cannot be edited', () => {
    expect(can(pronto, 'Ada organization.manage')).toBe(true)
    expect(can(pronto, 'Max organization.manage')).toBe(false)
    expect(mayEdit(pronto, 'Max', 'grants.edit')).toBe(false)
    expect(
      matrix(pronto)
        .flatMap((row) => row.cells)
        .filter((cell) => cell.role === 'admin')
        .every((cell) => !cell.isEditable),
    ).toBe(true)
    expect(can(withGrant(pronto, 'admin', 'groups.create', 'none'), 'Ada groups.create')).toBe(true)
  })
  it('S2.8 marks permissions of a feature that is off', () => {
    const off = withSwitch(pronto, 'feature', 'announcements', false)
    const isOff = matrix(off)
      .filter((row) => row.cells.every((cell) => cell.isOff))
      .map((row) => row.permission)
    expect(isOff).toEqual(['announcements.organization', 'announcements.group'])
  })
  it('S2.9 fixes replying and organization management, and says why', () => {
    const fixed = matrix(pronto).filter((row) => row.cells.every((cell) => !cell.isEditable))
    expect(fixed.map((row) => row.permission)).toEqual(['direct-messages.reply', 'organization.manage'])
    expect(fixed.every((row) => row.fixedBecause !== null)).toBe(true)
  })
  it('S2.10 S2.12 switches group making off for a role without touching direct messages', () => {
    const off = withGrant(pronto, 'user', 'groups.create', 'none')
    expect(can(off, 'Uma groups.create')).toBe(false)
    expect(can(off, 'Max groups.create')).toBe(true)
    expect(can(off, 'Uma direct-messages.start')).toBe(true)
  })
  it('S2.13 S2.15 S2.16 S2.17 narrows search, groups and messages to Connections when search is off', () => {
    const off = withGrant(pronto, 'user', 'people.search', 'connected')
    expect(can(pronto, 'Uma people.search on Uli')).toBe(true)
    expect(can(off, 'Uma people.search on Ugo')).toBe(true)
    expect(refusal(off, 'Uma people.search on Uli')).toBe('not-connected')
    expect(refusal(off, 'Uma people.search on Una')).toBe('not-connected')
    expect(can(off, 'Uma people.search on Uli connected')).toBe(true)
    expect(refusal(off, 'Uma groups.create on Uli')).toBe('needs-permission')
    expect(refusal(off, 'Uma direct-messages.start on Uli')).toBe('needs-permission')
    expect(can(off, 'Uma direct-messages.start on Ugo')).toBe(true)
    expect(can(off, 'Uma groups.create')).toBe(true)
  })
  it('S2.18 S2.19 keeps announcements to everyone with Admin until lowered, and needs the feature', () => {
    expect(can(pronto, 'Max announcements.organization')).toBe(false)
    const lowered = withGrant(pronto, 'manager', 'announcements.organization', 'all')
    expect(can(lowered, 'Max announcements.organization')).toBe(true)
    expect(can(lowered, 'Uma announcements.organization')).toBe(false)
    expect(refusal(withSwitch(lowered, 'feature', 'announcements', false), 'Ada announcements.organization')).toBe(
      'feature-off',
    )
  })
  it('S2.20 S2.21 lets Managers and Admins announce to groups they are in, each of them', () => {
    expect(can(pronto, 'Max announcements.group at group:a')).toBe(true)
    expect(can(pronto, 'Max announcements.group at group:a at group:b')).toBe(false)
    expect(refusal(pronto, 'Ada announcements.group at group:b')).toBe('place-not-assigned')
    expect(refusal(pronto, 'Uma announcements.group at group:a')).toBe('not-granted')
    expect(
      can(withGrant(pronto, 'user', 'announcements.group', 'assigned'), 'Uma announcements.group at group:a'),
    ).toBe(true)
  })
  it('S2.22 S2.25 S2.26 lets people reply in a conversation that they may not start', () => {
    const raised = withGrant(pronto, 'user', 'direct-messages.start', 'none')
    expect(can(raised, 'Uma direct-messages.start')).toBe(false)
    expect(can(raised, 'Uma direct-messages.reply with Uma with Max')).toBe(true)
    expect(refusal(raised, 'Uma direct-messages.reply with Max')).toBe('not-shared')
  })
})

const propel = anOrg(
  'propel',
  ['Ada administrator', 'Max manager', 'Uma user account:acme practice:p', 'Ugo user'],
  ['account:acme', 'account:zed', 'practice:p', { ...aPlace('account:sub'), parent: 'practice:p' as PlaceId }],
)

describe('S3, accounts and lists', () => {
  it('S3.2 S3.3 S3.5 shows users the accounts, media lists and alerts of their own accounts', () => {
    for (const list of ['accounts', 'media-lists', 'monitoring-alerts']) {
      expect(can(propel, `Max ${list}.view at account:zed`)).toBe(true)
      expect(can(propel, `Uma ${list}.view at account:acme`)).toBe(true)
      expect(can(propel, `Uma ${list}.view at account:sub`)).toBe(true)
      expect(can(propel, `Uma ${list}.view at account:zed`)).toBe(false)
    }
    expect(can(propel, 'Uma media-lists.view at practice:p')).toBe(true)
    expect(refusal(propel, 'Uma accounts.view at practice:p')).toBe('no-place')
  })
  it('S3.4 shows users their own funnel cards only', () => {
    expect(can(propel, 'Uma funnel-cards.view by Uma')).toBe(true)
    expect(refusal(propel, 'Uma funnel-cards.view by Ugo')).toBe('not-own')
    expect(can(propel, 'Max funnel-cards.view by Ugo')).toBe(true)
  })
  it('S3.11 S3.12 S3.13 limits users to shareable dashboards while the setting is off', () => {
    expect(can(propel, 'Uma dashboards.view')).toBe(true)
    const off = withSwitch(propel, 'setting', 'users-see-all-dashboards', false)
    expect(refusal(off, 'Uma dashboards.view')).toBe('setting-off')
    expect(can(off, 'Max dashboards.view')).toBe(true)
    expect(can(off, 'Ada dashboards.view')).toBe(true)
    expect(can(off, 'Uma dashboards.view-shareable fact shareable')).toBe(true)
    expect(refusal(off, 'Uma dashboards.view-shareable')).toBe('needs-fact')
  })
  it('S3.15 S3.16 S3.17 S3.18 lets Managers archive and see what is archived, users neither', () => {
    for (const permission of [
      'accounts.archive',
      'accounts.unarchive',
      'contacts.archive',
      'contacts.unarchive',
      'accounts.view-archived',
      'contacts.view-archived',
    ]) {
      expect(can(propel, `Max ${permission}`)).toBe(true)
      expect(can(propel, `Uma ${permission}`)).toBe(false)
    }
    expect(can(propel, 'Max accounts.view at account:acme fact archived')).toBe(true)
    expect(refusal(propel, 'Uma accounts.view at account:acme fact archived')).toBe('needs-permission')
  })
  it('S3.19 S3.20 S3.21 gives users, firm settings and opt-in to Managers; administrators are not theirs to manage', () => {
    for (const permission of ['users.add', 'users.remove', 'users.edit', 'firm-settings.manage', 'contacts.opt-in']) {
      expect(can(propel, `Max ${permission}`)).toBe(true)
      expect(can(propel, `Uma ${permission}`)).toBe(false)
    }
    expect(refusal(propel, 'Max users.edit on Ada')).toBe('rank')
    expect(can(propel, 'Max users.remove on Uma')).toBe(true)
    expect(mayEdit(propel, 'Max', 'staff.edit', 'Ada')).toBe(false)
    expect(mayEdit(propel, 'Max', 'staff.see', 'Ada')).toBe(true)
  })
  it('S3.22 shows every note to Administrators, shared ones to the others', () => {
    expect(can(propel, 'Ada notes.view')).toBe(true)
    expect(can(propel, 'Max notes.view with Max')).toBe(true)
    expect(refusal(propel, 'Max notes.view with Uma')).toBe('not-shared')
    expect(can(propel, 'Uma notes.view')).toBe(false)
  })
  it('S3.23 makes practices on the enterprise plan only', () => {
    expect(refusal(propel, 'Ada practices.create')).toBe('feature-off')
    const enterprise = withSwitch(propel, 'feature', 'enterprise', true)
    expect(can(enterprise, 'Max practices.create')).toBe(true)
    expect(can(enterprise, 'Uma practices.create')).toBe(false)
  })
})

const ladder = anOrg(
  'staff-ladder',
  [
    'Sue super-admin',
    'Ada admin',
    'Pam project-manager',
    'Oli office-manager',
    'Tia teammate project:1',
    'Sal salesperson project:1 task:9',
    'Fay freelancer project:1',
  ],
  [
    'project:1',
    'project:2',
    { ...aPlace('task:1'), parent: 'project:1' as PlaceId },
    { ...aPlace('task:9'), parent: 'project:2' as PlaceId },
  ],
)

describe('S4, the staff ladder', () => {
  it('S4.2 S4.3 S4.7 binds the subscription to the Super Admin', () => {
    expect(can(ladder, 'Sue subscription.manage')).toBe(true)
    expect(can(ladder, 'Ada subscription.view')).toBe(false)
    expect(can(ladder, 'Ada subscription.manage')).toBe(false)
  })
  it('S4.4 S4.22 keeps everyone from moving into or out of Super Admin', () => {
    expect(moves('staff-ladder', 'admin', 'super-admin')).toBe(false)
    expect(moves('staff-ladder', 'super-admin', 'admin')).toBe(false)
    const give = explainGiveRole(compileRules(ladder), {
      who: idOf(ladder, 'Sue'),
      role: 'super-admin' as RoleKey,
      atMs,
    })
    expect(give.because[0]!.code).toBe('singleton')
    for (const edit of ['staff.setRole', 'staff.remove', 'staff.purge'] as const) {
      expect(mayEdit(ladder, 'Sue', edit, 'Sue')).toBe(false)
    }
  })
  it('S4.5 lets Admins manage staff, each other too', () => {
    expect(can(ladder, 'Ada staff.edit on Tia')).toBe(true)
    expect(can(ladder, 'Ada staff.edit on Ada')).toBe(true)
    expect(mayEdit(ladder, 'Ada', 'staff.remove', 'Pam')).toBe(true)
  })
  it('S4.6 keeps the Super Admin’s details for the Super Admin', () => {
    expect(refusal(ladder, 'Ada staff.view on Sue')).toBe('masked')
    expect(refusal(ladder, 'Ada staff.edit on Sue')).toBe('masked')
    expect(mayEdit(ladder, 'Ada', 'staff.edit', 'Sue')).toBe(false)
    expect(mayEdit(ladder, 'Sue', 'staff.edit', 'Sue')).toBe(true)
    const rules = compileRules(ladder)
    expect(seeing(rules, idOf(ladder, 'Ada'), idOf(ladder, 'Sue'), atMs)).toBe('masked')
    expect(seeing(rules, idOf(ladder, 'Sue'), idOf(ladder, 'Sue'), atMs)).toBe('full')
    expect(maskedRoles(rules, idOf(ladder, 'Ada'), atMs)).toEqual(['super-admin'])
  })
  it('S4.8 S4.9 gives Project Managers projects and CRM, no billing, client pages or admin settings', () => {
    for (const permission of ['projects.manage', 'client-talk.access', 'companies.edit', 'goals.create']) {
      expect(can(ladder, `Pam ${permission}`)).toBe(true)
    }
    for (const permission of ['billing.access', 'client-pages.access', 'admin-settings.access']) {
      expect(refusal(ladder, `Pam ${permission}`)).toBe('not-granted')
    }
    expect(refusal(ladder, 'Pam staff.view')).toBe('not-specified')
  })
  it('S4.10 S4.11 gives Office Managers billing and CRM, no projects, client pages or admin settings', () => {
    for (const permission of ['billing.manage', 'contacts.delete', 'events.create'])
      expect(can(ladder, `Oli ${permission}`)).toBe(true)
    for (const permission of ['projects.view', 'client-pages.access', 'admin-settings.access']) {
      expect(can(ladder, `Oli ${permission} at project:1`)).toBe(false)
    }
  })
  it('S4.12 S4.13 S4.14 keeps Teammates to assigned projects, out of Client Talk, and never leading', () => {
    expect(can(ladder, 'Tia projects.view at project:1')).toBe(true)
    expect(can(ladder, 'Tia tasks.work at task:1')).toBe(true)
    expect(can(ladder, 'Tia projects.view at project:2')).toBe(false)
    expect(refusal(ladder, 'Tia client-talk.access at project:1')).toBe('not-granted')
    expect(refusal(ladder, 'Tia projects.lead at project:1')).toBe('not-granted')
  })
  it('S4.15 assigns Salespersons to projects, and to tasks in projects of others', () => {
    expect(can(ladder, 'Sal projects.view at project:1')).toBe(true)
    expect(can(ladder, 'Sal tasks.work at task:9')).toBe(true)
    expect(can(ladder, 'Sal projects.view at project:2')).toBe(false)
    expect(refusal(ladder, 'Sal projects.lead at project:1')).toBe('not-specified')
  })
  it('S4.16 S4.17 lets Salespersons create, see all, and edit or delete what they created', () => {
    for (const what of ['companies', 'contacts', 'events', 'goals'])
      expect(can(ladder, `Sal ${what}.create`)).toBe(true)
    for (const what of ['companies', 'contacts']) {
      expect(can(ladder, `Sal ${what}.view by Pam`)).toBe(true)
      for (const verb of ['edit', 'delete']) {
        expect(can(ladder, `Sal ${what}.${verb} by Sal`)).toBe(true)
        expect(refusal(ladder, `Sal ${what}.${verb} by Pam`)).toBe('not-own')
      }
    }
  })
  it('S4.18 makes Freelancers Teammates without Team Talk', () => {
    const { gained, lost } = compareRoles(ladder, 'teammate' as RoleKey, 'freelancer' as RoleKey)
    expect(gained).toEqual([])
    expect(lost.map((step) => step.permission)).toEqual(['team-talk.access'])
  })
  it('S4.19 S4.20 S4.23 S4.24 moves up only, and says why', () => {
    expect(moves('staff-ladder', 'teammate', 'project-manager')).toBe(true)
    expect(moves('staff-ladder', 'project-manager', 'admin')).toBe(true)
    expect(moves('staff-ladder', 'admin', 'teammate')).toBe(false)
    expect(moves('staff-ladder', 'project-manager', 'teammate')).toBe(false)
    expect(moves('propel', 'manager', 'user')).toBe(true)
    const { because } = explainMove(compileRules(ladder), { from: 'admin' as RoleKey, to: 'teammate' as RoleKey })
    expect(because[0]).toMatchObject({
      code: 'up-only',
      text: expect.stringMatching(/remove the person.*add them again/),
    })
  })
  it('S4.21 loses billing on the step from Office Manager up to Project Manager, and CRM from Salesperson to Teammate', () => {
    const up = compareRoles(ladder, 'office-manager' as RoleKey, 'project-manager' as RoleKey)
    expect(up.lost.map((step) => step.permission)).toEqual(['billing.access', 'billing.manage'])
    const step = compareRoles(ladder, 'salesperson' as RoleKey, 'teammate' as RoleKey)
    expect(step.lost.map((one) => one.permission)).toContain('companies.edit')
    expect(step.gained.map((one) => one.permission)).toEqual(['team-talk.access'])
  })
})

describe('whatever the blueprint', () => {
  it('compares roles by a partial order: less is a loss, and one middle reach for another is a gain and a loss', () => {
    const step = { permission: 'notes.view', before: 'shared', after: 'own' }
    const { gained, lost } = compareRoles(
      withGrant(propel, 'user', 'notes.view', 'own'),
      'manager' as RoleKey,
      'user' as RoleKey,
    )
    expect(lost).toContainEqual({ permission: 'accounts.view', before: 'all', after: 'assigned' })
    expect(gained).toEqual([step])
    expect(lost).toContainEqual(step)
  })
  it('gives nothing to people who are invited, removed or deleted', () => {
    for (const state of ['invited', 'removed', 'purged'] as const) {
      expect(refusal(withState(prokeep, 'Ada', state), 'Ada inbox.access')).toBe('not-active')
      expect(mayEdit(withState(prokeep, 'Ada', state), 'Ada', 'staff.see', 'Ada')).toBe(false)
    }
  })
  it('ends an assignment and a personal grant at their instant, not after it', () => {
    const until = (instant: number) => anOrg('prokeep', [`Ned member group:a<${instant}`], ['group:a'])
    expect(can(until(atMs + 1), 'Ned inbox.access at group:a')).toBe(true)
    expect(refusal(until(atMs), 'Ned inbox.access at group:a')).toBe('place-not-assigned')
    expect(can(withPersonal(prokeep, 'Ned', 'labels.manage', { untilMs: atMs + 1 }), 'Ned labels.manage')).toBe(true)
    expect(can(withPersonal(prokeep, 'Ned', 'labels.manage', { untilMs: atMs }), 'Ned labels.manage')).toBe(false)
    // The role's grant goes on; the ended one must not lend it its places.
    const elsewhere = { reach: 'assigned' as const, places: ['group:b' as PlaceId], untilMs: atMs }
    expect(can(withPersonal(prokeep, 'Ned', 'inbox.access', elsewhere), 'Ned inbox.access at group:b')).toBe(false)
  })
  it('grants nothing at or through archived places', () => {
    const places = (archived: string) =>
      [aPlace('location:n'), { ...aPlace('group:g'), parent: 'location:n' as PlaceId }].map((place) => ({
        ...place,
        isArchived: place.id === archived,
      }))
    expect(can(anOrg('prokeep', ['Ned member location:n'], places('')), 'Ned inbox.access at group:g')).toBe(true)
    expect(can(anOrg('prokeep', ['Ned member location:n'], places('location:n')), 'Ned inbox.access at group:g')).toBe(
      false,
    )
    expect(can(anOrg('prokeep', ['Ned member location:n'], places('group:g')), 'Ned inbox.access at group:g')).toBe(
      false,
    )
    expect(can(anOrg('prokeep', ['Ned member group:g'], places('location:n')), 'Ned inbox.access at group:g')).toBe(
      true,
    )
  })
  it('adds personal grants to the role’s, at their own places', () => {
    const granted = withPersonal(prokeep, 'Ned', 'contacts.access', {
      reach: 'assigned',
      places: ['group:b' as PlaceId],
    })
    expect(can(granted, 'Ned contacts.access at group:b')).toBe(true)
    expect(can(granted, 'Ned contacts.access at group:a')).toBe(true)
    expect(can(granted, 'Ned inbox.access at group:b')).toBe(false)
    expect(can(granted, 'Ned contacts.access at group:a at group:b')).toBe(true)
  })
  it('refuses a person as target together with places', () => {
    const rules = compileRules(prokeep)
    const request = { ...read(prokeep, 'Ada users.edit on Ned'), at: ['group:a' as PlaceId] }
    expect(decide(rules, request)).toBe(false)
    expect(explain(rules, request).because[0]!.code).toBe('bad-question')
  })
  it('says the deciding reason first, by name, and keeps the overruled ones', () => {
    const { because } = explain(compileRules(prokeep), read(prokeep, 'Ned inbox.access at group:b'))
    expect(because[0]).toEqual({
      code: 'place-not-assigned',
      text: 'Member has “Open the inbox” only in assigned places, and Ned is not assigned to b.',
    })
    const granted = withPersonal(prokeep, 'Ned', 'inbox.access')
    const allowed = explain(compileRules(granted), read(granted, 'Ned inbox.access at group:b'))
    expect(allowed.because.map((reason) => reason.code)).toEqual(['personal-grant', 'place-not-assigned'])
  })
  it('says what would change it: a place, a grant to the role or the person, a higher role', () => {
    const { wouldNeed } = explain(compileRules(prokeep), read(prokeep, 'Ned inbox.access at group:b'))
    expect(wouldNeed.map((way) => way.map((need) => need.text))).toEqual([
      ['Assign Ned to b.'],
      ['Give Member “Open the inbox” everywhere.'],
      ['Give Ned alone “Open the inbox” everywhere.'],
      ['Move Ned to the role Administrator.'],
    ])
    const settings = explain(compileRules(prokeep), read(prokeep, 'Ned settings.global')).wouldNeed
    expect(settings.map((way) => way.map((need) => need.code))).toContainEqual(['set-role'])
  })
})

describe('right over rights', () => {
  const rules = compileRules(prokeep)
  const role = (who: string, given: string) =>
    explainGiveRole(rules, { who: idOf(prokeep, who), role: given as RoleKey, atMs }).because[0]!.code
  const reach = (who: string, permission: string, given: Reach) =>
    explainGiveReach(rules, { who: idOf(prokeep, who), permission: permission as PermissionKey, reach: given, atMs })
      .because[0]!.code
  const places = (who: string, ...given: string[]) =>
    explainGivePlaces(rules, { who: idOf(prokeep, who), places: given as PlaceId[], atMs }).because[0]!.code

  it('gives roles at or below one’s own, as the role manages', () => {
    expect([
      role('Ada', 'administrator'),
      role('Max', 'manager'),
      role('Max', 'administrator'),
      role('Ned', 'member'),
    ]).toEqual(['top-role', 'manages', 'rank', 'not-managed'])
    const below = explainGiveRole(compileRules(ladder), { who: idOf(ladder, 'Ada'), role: 'admin' as RoleKey, atMs })
    expect(below.allowed).toBe(true)
  })
  it('gives reaches not above one’s own, and only those of the class', () => {
    expect(reach('Max', 'contacts.access', 'assigned')).toBe('own-reach')
    expect(reach('Max', 'contacts.access', 'all')).toBe('above-own-reach')
    expect(reach('Max', 'settings.global', 'all')).toBe('above-own-reach')
    expect(reach('Max', 'settings.global', 'none')).toBe('takes-only')
    expect(reach('Ada', 'contacts.block', 'all')).toBe('top-role')
    expect(reach('Ada', 'settings.global', 'assigned')).toBe('reach-not-allowed')
  })
  it('gives places of one’s own, and what lies under them', () => {
    expect(places('Max', 'group:a', 'group:n')).toBe('own-places')
    expect(places('Max', 'group:a', 'group:b')).toBe('not-own-place')
    expect(places('Ada', 'group:b')).toBe('own-places')
    expect(
      explainGivePlaces(compileRules(ladder), { who: idOf(ladder, 'Ada'), places: ['project:2' as PlaceId], atMs })
        .allowed,
    ).toBe(true)
  })
})

describe('the difference between two rule sets', () => {
  it('names who loses a product or a feature that is turned off', () => {
    const noBlast = withSwitch(lines, 'product', 'blast', false)
    const { lose } = diffRules(compileRules(lines), compileRules(noBlast), atMs)
    expect(lose.map((one) => [one.staffId, one.permission])).toEqual([[idOf(lines, 'Ada'), 'blast.create']])
    const enterprise = withSwitch(propel, 'feature', 'enterprise', true)
    const { gain } = diffRules(compileRules(propel), compileRules(enterprise), atMs)
    expect(gain.map((one) => [one.staffId, one.permission])).toEqual([
      [idOf(propel, 'Ada'), 'practices.create'],
      [idOf(propel, 'Max'), 'practices.create'],
    ])
  })
  it('names who loses a permission that needs the one that was taken', () => {
    const before = withPersonal(withGrant(prokeep, 'manager', 'broadcast.send', 'all'), 'Max', 'broadcast.report')
    const after = withGrant(before, 'manager', 'broadcast.send', 'none')
    const { gain, lose } = diffRules(compileRules(before), compileRules(after), atMs)
    expect(gain).toEqual([])
    expect(lose.map((one) => [one.staffId, one.permission, one.before, one.after])).toEqual([
      [idOf(before, 'Max'), 'broadcast.send', 'all', 'none'],
      [idOf(before, 'Max'), 'broadcast.report', 'all', 'none'],
      [idOf(before, 'Mia'), 'broadcast.send', 'all', 'none'],
    ])
  })
  it('puts a change between two middle reaches on both sides, with the places that are lost', () => {
    const before = withPersonal(propel, 'Uma', 'notes.view', { reach: 'assigned', places: null })
    const after = withPersonal(propel, 'Uma', 'notes.view', { reach: 'own' })
    const { gain, lose } = diffRules(compileRules(before), compileRules(after), atMs)
    expect(gain).toMatchObject([{ permission: 'notes.view', places: null }])
    expect(lose).toMatchObject([
      { permission: 'notes.view', before: 'assigned', after: 'shared', places: ['account:acme', 'practice:p'] },
    ])
  })
})
