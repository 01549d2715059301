import { describe, expect, it } from 'vitest'
import prokeep from '../../../resources/blueprints/prokeep.json'
import pronto from '../../../resources/blueprints/pronto.json'
import propel from '../../../resources/blueprints/propel.json'
import { parseBlueprint } from '../../../src/shared/domain/parseBlueprint'
import { failure } from '../../helpers/value'

/** A step of a path: `permissions[users.view]` is the entry of that key. */
type Edit = (blueprint: Record<string, never>) => void

function refused(of: object, edit: Edit): { at: string | undefined; message: string } {
  const blueprint = structuredClone(of) as Record<string, never>
  edit(blueprint)
  const { code, at, message } = failure(parseBlueprint(blueprint))
  expect(code).toBe('bad-blueprint')
  // A sentence with what to do, not a code.
  expect(message).toMatch(/^[A-Z“].*[.]$/)
  return { at, message }
}

// Blueprints are edited as the plain JSON that a person writes.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any

const number = (of: { permissions: { key: string }[] }, key: string): number =>
  of.permissions.findIndex((one) => one.key === key)
const view = number(prokeep, 'users.view')
const report = number(prokeep, 'broadcast.report')
const send = number(prokeep, 'broadcast.send')

describe('parseBlueprint', () => {
  it('reads what is right, with the defaults filled in', () => {
    const parsed = parseBlueprint(structuredClone(prokeep))
    expect(parsed.ok && parsed.value.roles[2]).toMatchObject({
      key: 'member',
      locked: false,
      ungated: false,
      manages: [],
    })
  })

  const cases: [name: string, of: object, edit: (blueprint: Loose) => void, at: string, says: RegExp][] = [
    ['a missing name', prokeep, (b) => delete b.name, '$.name', /“name” is missing; add it/],
    [
      'a misspelled key',
      prokeep,
      (b) => (b.permissions[view].classs = 'org'),
      `$.permissions[${view}]`,
      /“classs”.*spelling/,
    ],
    ['a format of another version', prokeep, (b) => (b.format = 'rolecall/blueprint/2'), '$.format', /correct it/],
    ['no roles', prokeep, (b) => (b.roles = []), '$.roles', /correct it/],
    ['a role key that is none', prokeep, (b) => (b.roles[0].key = 'Big Boss'), '$.roles[0].key', /role key like/],
    ['two roles of one key', prokeep, (b) => (b.roles[2].key = 'manager'), '$.roles[2].key', /used twice/],
    [
      'two permissions of one key',
      prokeep,
      (b) => b.permissions.push(b.permissions[0]),
      `$.permissions[${prokeep.permissions.length}].key`,
      /used twice/,
    ],
    [
      'a singleton that is not on top',
      prokeep,
      (b) => (b.roles[1].singleton = true),
      '$.roles[1].singleton',
      /not the top role/,
    ],
    [
      'a role that manages an unknown one',
      prokeep,
      (b) => b.roles[1].manages.push('guest'),
      '$.roles[1].manages[2]',
      /no role “guest”/,
    ],
    [
      'a role that manages one above',
      prokeep,
      (b) => b.roles[1].manages.push('administrator'),
      '$.roles[1].manages[2]',
      /stands above/,
    ],
    ['no locations', propel, (b) => b.placeKinds.shift(), '$.placeKinds', /“location”/],
    [
      'a kind under an unknown kind',
      prokeep,
      (b) => (b.placeKinds[1].under = ['region']),
      '$.placeKinds[1].under[0]',
      /no place kind “region”/,
    ],
    [
      'an unknown kind that scopes',
      prokeep,
      (b) => (b.scopeKinds = ['line']),
      '$.scopeKinds[0]',
      /no place kind “line”/,
    ],
    [
      'an unknown area',
      prokeep,
      (b) => (b.permissions[view].area = 'people'),
      `$.permissions[${view}].area`,
      /no area “people”/,
    ],
    [
      'an unknown product',
      prokeep,
      (b) => (b.permissions[view].product = 'blast'),
      `$.permissions[${view}].product`,
      /no product “blast”/,
    ],
    [
      'an unknown kind of a permission',
      prokeep,
      (b) => (b.permissions[view].scopeKinds = ['line']),
      `$.permissions[${view}].scopeKinds[0]`,
      /no place kind/,
    ],
    [
      'an empty list of kinds',
      prokeep,
      (b) => (b.permissions[view].scopeKinds = []),
      `$.permissions[${view}].scopeKinds`,
      /empty/,
    ],
    [
      'a fixed row without a reason',
      prokeep,
      (b) => (b.permissions[view].editable = false),
      `$.permissions[${view}].fixedBecause`,
      /does not say why/,
    ],
    [
      'a missing cell',
      prokeep,
      (b) => delete b.permissions[view].grants.member,
      `$.permissions[${view}].grants.member`,
      /no cell for the role “Member”/,
    ],
    [
      'a cell of an unknown role',
      prokeep,
      (b) => (b.permissions[view].grants.guest = 'all'),
      `$.permissions[${view}].grants.guest`,
      /no role “guest”/,
    ],
    [
      'a cell outside its class',
      prokeep,
      (b) => (b.permissions[view].grants.member = 'own'),
      `$.permissions[${view}].grants.member`,
      /class “place” takes none, assigned, all/,
    ],
    [
      'a grantable cell outside its class',
      prokeep,
      (b) => (b.permissions[view].grants.member = 'granted:own'),
      `$.permissions[${view}].grants.member`,
      /cannot have “granted:own”/,
    ],
    [
      'a grantable nothing',
      prokeep,
      (b) => (b.permissions[view].grants.member = 'granted:none'),
      `$.permissions[${view}].grants.member`,
      /cannot have “granted:none”/,
    ],
    [
      'a cell that is no reach',
      prokeep,
      (b) => (b.permissions[view].grants.member = 'some'),
      `$.permissions[${view}].grants.member`,
      /correct it/,
    ],
    [
      'a self cell of more than one’s own',
      prokeep,
      (b) => (b.permissions[number(prokeep, 'settings.personal')].grants.administrator = 'all'),
      `$.permissions[${number(prokeep, 'settings.personal')}].grants.administrator`,
      /class “self” takes own/,
    ],
    [
      'a need of nothing',
      prokeep,
      (b) => (b.permissions[send].needs = [{}]),
      `$.permissions[${send}].needs[0]`,
      /names nothing/,
    ],
    [
      'a need of two things',
      prokeep,
      (b) => (b.permissions[send].needs = [{ feature: 'broadcast', permission: 'users.view' }]),
      `$.permissions[${send}].needs[0]`,
      /feature and permission/,
    ],
    [
      'an unknown feature',
      prokeep,
      (b) => (b.permissions[send].needs = [{ feature: 'fax' }]),
      `$.permissions[${send}].needs[0].feature`,
      /no feature “fax” in this blueprint; use one of broadcast/,
    ],
    [
      'an unknown setting',
      prokeep,
      (b) => (b.permissions[send].needs = [{ setting: 'fax' }]),
      `$.permissions[${send}].needs[0].setting`,
      /no setting “fax”/,
    ],
    [
      'an unknown permission',
      prokeep,
      (b) => (b.permissions[report].needs[1].permission = 'fax.send'),
      `$.permissions[${report}].needs[1].permission`,
      /no permission “fax.send”/,
    ],
    [
      'an unknown fact',
      propel,
      (b) => (b.permissions[number(propel, 'accounts.view')].needs[0].whenFact = 'frozen'),
      `$.permissions[${number(propel, 'accounts.view')}].needs[0].whenFact`,
      /no fact “frozen”/,
    ],
    [
      'a need of an unknown role',
      prokeep,
      (b) => (b.permissions[send].needs[0].roles = ['guest']),
      `$.permissions[${send}].needs[0].roles[0]`,
      /no role “guest”/,
    ],
    [
      'needs in a circle',
      prokeep,
      (b) => b.permissions[send].needs.push({ permission: 'broadcast.report' }),
      `$.permissions[${send}].needs`,
      /broadcast.send → broadcast.report → broadcast.send/,
    ],
    [
      'a need of itself',
      prokeep,
      (b) => b.permissions[send].needs.push({ permission: 'broadcast.send' }),
      `$.permissions[${send}].needs`,
      /in a circle/,
    ],
    [
      'advice about an unknown role',
      pronto,
      (b) => (b.permissions[2].advice[0].notBelow = 'guest'),
      '$.permissions[2].advice[0].notBelow',
      /no role “guest”/,
    ],
    [
      'a role that holds less than the role below',
      pronto,
      (b) => (b.permissions[0].grants.manager = 'none'),
      '$.permissions[0].grants.manager',
      /gives “user” more than “manager”/,
    ],
    [
      'an undecided role above one that holds',
      pronto,
      (b) => (b.permissions[0].grants.manager = 'unspecified'),
      '$.permissions[0].grants.manager',
      /holds at least/,
    ],
    [
      'a top role that holds nothing above an assigned one',
      pronto,
      (b) => (b.permissions[3].grants.admin = 'none'),
      '$.permissions[3].grants.admin',
      /holds at least/,
    ],
    [
      'hiding an unknown role',
      prokeep,
      (b) => (b.visibility.hidden[0].role = 'guest'),
      '$.visibility.hidden[0].role',
      /no role “guest”/,
    ],
    [
      'hiding unless an unknown permission',
      prokeep,
      (b) => (b.visibility.hidden[0].unless = 'users.peek'),
      '$.visibility.hidden[0].unless',
      /no permission/,
    ],
    [
      'masking an unknown role',
      prokeep,
      (b) => (b.visibility.masked = [{ role: 'guest' }]),
      '$.visibility.masked[0].role',
      /no role “guest”/,
    ],
    [
      'a default view of an unknown role',
      propel,
      (b) => (b.defaultViews[0].views.guest = { name: 'All' }),
      '$.defaultViews[0].views.guest',
      /no role “guest”/,
    ],
    [
      'a default view that needs an unknown permission',
      propel,
      (b) => (b.defaultViews[0].views.user.permission = 'no.such'),
      '$.defaultViews[0].views.user.permission',
      /no permission/,
    ],
    ['advice of an unknown role', pronto, (b) => (b.advice[0].role = 'guest'), '$.advice[0].role', /no role “guest”/],
    ['a missing guard', prokeep, (b) => delete b.guards['staff.see'], '$.guards["staff.see"]', /missing/],
    [
      'a guard by an unknown permission',
      prokeep,
      (b) => (b.guards['staff.add'].permission = 'users.invent'),
      '$.guards["staff.add"].permission',
      /no permission “users.invent”/,
    ],
    [
      'a guard by a permission about records',
      propel,
      (b) => (b.guards['staff.add'].permission = 'funnel-cards.view'),
      '$.guards["staff.add"].permission',
      /cannot guard/,
    ],
    [
      'a guard for an unknown kind',
      prokeep,
      (b) => (b.guards['staff.assign'].byPlaceKind = { line: 'users.edit' }),
      '$.guards["staff.assign"].byPlaceKind.line',
      /no place kind “line”/,
    ],
  ]

  it.each(cases)('refuses %s, and says where', (_name, of, edit, at, says) => {
    const found = refused(of, edit)
    expect(found.at).toBe(at)
    expect(found.message).toMatch(says)
  })

  it('refuses what is no object at all', () => {
    for (const value of [null, 'prokeep', [], 7, undefined]) {
      expect(failure(parseBlueprint(value)).at).toBe('$')
    }
  })

  it('counts the other problems', () => {
    const { message } = refused(prokeep, (b: Loose) => {
      b.permissions[view].area = 'people'
      b.scopeKinds = ['line']
    })
    expect(message).toMatch(/One more problem was found\.$/)
  })

  it('takes assigned above assigned, and unspecified above none, on a ladder that contains', () => {
    const blueprint = structuredClone(pronto) as Loose
    blueprint.permissions[3].grants = { admin: 'assigned', manager: 'assigned', user: 'unspecified' }
    expect(parseBlueprint(blueprint).ok).toBe(true)
  })
})
