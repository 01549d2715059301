import type { Intent, PersonalValue } from '../../src/shared/domain/change'
import type { ChangeId, KeyId, PlaceId, StaffId } from '../../src/shared/domain/ids'
import type { OrgState } from '../../src/shared/domain/orgState'
import type { StaffMember } from '../../src/shared/domain/staff'
import { personalValue } from '../../src/main/org/personalValues'
import type { Chance } from './chance'
import { blueprintOf } from './oracle/blueprintOf'
import { guardsOf } from './oracle/guardsOf'

export interface RandomEdit {
  readonly intent: Intent
  readonly personal: readonly PersonalValue[]
}

interface Seen {
  readonly blueprint: string
  readonly state: OrgState
  readonly chance: Chance
  readonly nowMs: number
  readonly meetsOften: boolean
  readonly repertoire: Repertoire
  readonly hasHub: boolean
  /** What somebody has just tried to let a role do or not: half of the edits after it are such as it decides. */
  readonly decided: string | null
  /** Consoles that somebody uses: handing over to another would end the exchange for good. */
  readonly consoles: readonly KeyId[]
  /** A value that a person has, as it was brought. */
  readonly hashOf: (staffId: StaffId, field: 'name' | 'email', value: string) => string | undefined
}

const people = ['Ned', 'Ora', 'Pat', 'Quy', 'Ria']
const placeNames = ['north', 'south']

const kinds = [
  ...Array<string>(5).fill('staff.setRole'),
  ...Array<string>(4).fill('staff.remove'),
  ...Array<string>(3).fill('staff.restore'),
  ...Array<string>(3).fill('staff.assign'),
  ...Array<string>(3).fill('staff.grant'),
  ...Array<string>(2).fill('staff.purge'),
  ...Array<string>(2).fill('staff.add'),
  ...Array<string>(2).fill('staff.edit'),
  ...Array<string>(2).fill('place.edit'),
  ...Array<string>(2).fill('grant.set'),
  'staff.setState',
  'place.create',
  'place.delete',
  'switch.set',
  'org.edit',
  'key.revoke',
  'registrar.set',
  'inbox.close',
]

/** For short histories: what needs two of a kind to meet comes more often. */
const moreOften = [
  ...Array<string>(4).fill('staff.add'),
  ...Array<string>(3).fill('grant.set'),
  ...Array<string>(2).fill('staff.edit'),
]

const laterKinds = [
  ...Array<string>(2).fill('staff.merge'),
  ...Array<string>(2).fill('staff.demote'),
  ...Array<string>(2).fill('staff.reassign'),
]

/** Where a hub keeps the line: who settles, back and forth. */
const atAHub = [...Array<string>(2).fill('sequencer.set')]

/** `first`: without what was added since, so that the histories of kept seeds stay the same. */
export type Repertoire = 'first' | 'whole'

const repertoires = {
  first: { often: [...kinds, ...moreOften], seldom: kinds },
  whole: { often: [...kinds, ...moreOften, ...laterKinds], seldom: [...kinds, ...laterKinds] },
} as const

export const simulatedKinds: readonly string[] = [...new Set([...repertoires.whole.seldom, ...atAHub, 'key.enroll'])]

/** The same wish with another outcome, by somebody who saw what its author saw. */
export function varied({ intent, personal }: RandomEdit, blueprint: string, chance: Chance): RandomEdit {
  const { roles } = blueprintOf(blueprint)
  const other: Record<string, () => unknown> = {
    'staff.setRole': () => chance.pick(roles).key,
    'staff.demote': () => chance.pick(roles).key,
    'staff.reassign': () => chance.pick(roles).key,
    'grant.set': () => chance.pick(['none', 'all', null]),
    'switch.set': () => chance.pick([true, false, null]),
    'org.edit': () => ({ name: chance.pick(people) }),
  }
  const make = other[intent.kind]
  if (make === undefined) return { intent, personal }
  const rows = (intent.body as { rows: readonly object[] }).rows.map((row) => ({ ...row, to: make() }))
  return { intent: { kind: intent.kind, body: { rows } } as unknown as Intent, personal }
}

function kindsFor({ blueprint, repertoire, meetsOften, decided, hasHub, chance }: Seen): readonly string[] {
  const { guards } = blueprintOf(blueprint)
  const usual = repertoires[repertoire][meetsOften ? 'often' : 'seldom']
  const all = hasHub && repertoire === 'whole' ? [...usual, ...atAHub] : usual
  if (decided === null || repertoire === 'first' || chance.isHit(0.5)) return all
  const guarded = all.filter((kind) => guardsOf(kind).some((edit) => guards[edit]?.permission === decided))
  return guarded.length === 0 ? all : guarded
}

/** An edit that somebody might want who sees this state: mostly sensible, not seldom beyond their rights. */
export function randomEdit(seen: Seen): RandomEdit | null {
  const { state, chance } = seen
  const kind = chance.pick(kindsFor(seen))
  const staff = [...state.staff.values()]
  const one = chance.pick(staff)
  const places = [...state.places.keys()]
  const personal: PersonalValue[] = []
  const sources = { random: (count: number) => chance.bytes(count), now: () => seen.nowMs }
  const rows = (row: unknown, other?: unknown): RandomEdit => ({
    intent: { kind, body: { rows: other === undefined ? [row] : [row, other] } } as unknown as Intent,
    personal,
  })
  const brought = (staffId: StaffId, field: 'name' | 'email', text: string) => {
    const value = personalValue(sources, staffId, field, text)
    personal.push(value)
    return { hash: value.hash }
  }
  const seenHash = (person: StaffMember, field: 'name' | 'email') => {
    // Like the app: what was there before comes under a salt of its own, and so with this change alone.
    if (seen.repertoire === 'whole' && chance.isHit(0.7)) return { [field]: brought(person.id, field, person[field]!) }
    const hash = seen.hashOf(person.id, field, person[field]!)
    return hash === undefined ? {} : { [field]: { hash } }
  }
  const until = () => (chance.isHit(0.6) ? null : seen.nowMs + chance.below(20) * 600_000)
  const roles = blueprintOf(seen.blueprint).roles.map(({ key }) => key)
  const asRemoved = (person: StaffMember) => ({
    staffId: person.id,
    from: person.state === 'invited' ? 'invited' : 'active',
    to: 'removed',
  })

  switch (kind) {
    case 'staff.setRole':
      return rows({ staffId: one.id, from: one.role, to: chance.pick(roles) })
    case 'staff.remove': {
      const other = chance.pick(staff)
      return chance.isHit(0.25) && other !== one ? rows(asRemoved(one), asRemoved(other)) : rows(asRemoved(one))
    }
    case 'staff.restore': {
      const gone = staff.filter((person) => person.state === 'removed')
      const person = gone.length > 0 && chance.isHit(0.8) ? chance.pick(gone) : one
      return rows({ staffId: person.id, from: 'removed', to: chance.isHit(0.7) ? 'active' : 'invited' })
    }
    case 'staff.purge': {
      const gone = staff.filter((person) => person.state === 'removed')
      const person = gone.length > 0 && chance.isHit(0.8) ? chance.pick(gone) : one
      return rows({ staffId: person.id, from: 'removed', to: 'purged' })
    }
    case 'staff.merge':
      return rows({ ...asRemoved(one), into: chance.pick(staff).id })
    case 'staff.demote': {
      const lower = roles.slice(roles.indexOf(one.role) + 1)
      const to = lower.length > 0 && chance.isHit(0.8) ? chance.pick(lower) : chance.pick(roles)
      return rows({ staffId: one.id, from: one.role, to })
    }
    case 'staff.reassign': {
      const gone = staff.filter((person) => person.state === 'removed')
      const person = gone.length > 0 && chance.isHit(0.8) ? chance.pick(gone) : one
      return rows({ staffId: person.id, from: person.role, to: chance.pick(roles) })
    }
    case 'staff.assign': {
      const place = chance.pick(places)
      const there = one.assignments.find((assignment) => assignment.place === place)
      const from = there === undefined ? null : { untilMs: there.untilMs }
      return rows({
        staffId: one.id,
        place,
        from,
        to: from !== null && chance.isHit(0.6) ? null : { untilMs: until() },
      })
    }
    case 'staff.grant': {
      const permissions = blueprintOf(seen.blueprint).permissions.filter((permission) => permission.class !== 'self')
      const guards = new Set(Object.values(blueprintOf(seen.blueprint).guards).map((guard) => guard.permission))
      const permission = chance.isHit(0.6)
        ? chance.pick(permissions.filter(({ key }) => guards.has(key)))
        : chance.pick(permissions)
      const there = one.personalGrants.find((grant) => grant.permission === permission.key)
      const from =
        there === undefined
          ? null
          : { reach: there.reach, places: there.places === null ? null : [...there.places], untilMs: there.untilMs }
      const isPlace = permission.class === 'place'
      const reach = isPlace && chance.isHit(0.5) ? 'assigned' : 'all'
      const at = isPlace && reach === 'assigned' && chance.isHit(0.5) ? [chance.pick(places)] : null
      const to = from !== null && chance.isHit(0.5) ? null : { reach, places: at, untilMs: until() }
      return rows({ staffId: one.id, permission: permission.key, from, to })
    }
    case 'staff.add': {
      const staffId = Buffer.from(chance.bytes(16)).toString('hex') as StaffId
      const name = chance.pick(people)
      return rows({
        staffId,
        from: null,
        to: {
          name: brought(staffId, 'name', name),
          email: brought(staffId, 'email', `${name.toLowerCase()}@northside.example`),
          role: chance.pick(roles),
          state: chance.isHit(0.7) ? 'active' : 'invited',
          assignments: chance.isHit(0.5) ? [{ place: chance.pick(places), untilMs: until() }] : [],
        },
      })
    }
    case 'staff.edit': {
      if (one.name === null || one.email === null) return null
      if (chance.isHit(0.5)) {
        return rows({
          staffId: one.id,
          from: seenHash(one, 'name'),
          to: { name: brought(one.id, 'name', chance.pick(people)) },
        })
      }
      const email = `${chance.pick([...people, 'ada', 'bo']).toLowerCase()}@northside.example`
      return rows({ staffId: one.id, from: seenHash(one, 'email'), to: { email: brought(one.id, 'email', email) } })
    }
    case 'staff.setState': {
      const to = one.state === 'active' ? 'invited' : 'active'
      return rows({ staffId: one.id, from: to === 'active' ? 'invited' : 'active', to })
    }
    case 'place.create': {
      const place = `location:${chance.pick(placeNames)}` as PlaceId
      const parents = places.filter((id) => id.startsWith('location:'))
      const parent = chance.isHit(0.5) || parents.length === 0 ? null : chance.pick(parents)
      return rows({ place, from: null, to: { name: place.slice(9), parent } })
    }
    case 'place.edit': {
      const place = state.places.get(chance.pick(places))!
      const what = chance.below(3)
      if (what === 0) return rows({ place: place.id, from: { name: place.name }, to: { name: chance.pick(people) } })
      if (what === 1) {
        return rows({ place: place.id, from: { isArchived: place.isArchived }, to: { isArchived: !place.isArchived } })
      }
      return rows({
        place: place.id,
        from: { parent: place.parent },
        to: { parent: chance.isHit(0.3) ? null : chance.pick(places) },
      })
    }
    case 'place.delete': {
      const place = state.places.get(chance.pick(places))!
      return rows({ place: place.id, from: { name: place.name, parent: place.parent }, to: null })
    }
    case 'grant.set': {
      const { permissions, guards } = blueprintOf(seen.blueprint)
      const guard = chance.pick(Object.values(guards)).permission
      const permission = chance.isHit(0.6) ? permissions.find(({ key }) => key === guard)! : chance.pick(permissions)
      // Rather what somebody holds who is there: what they do next depends on it.
      const role = seen.repertoire === 'whole' && chance.isHit(0.7) ? one.role : chance.pick(roles)
      const now = state.grants.get(`${role}/${permission.key}`)?.reach ?? null
      const to = chance.pick(permission.class === 'place' ? ['none', 'assigned', 'all', null] : ['none', 'all', null])
      return rows({ role, permission: permission.key, from: now, to })
    }
    case 'switch.set': {
      const now = state.switches.get('feature/broadcast')?.on ?? null
      return rows({ switch: 'feature', key: 'broadcast', from: now, to: chance.pick([true, false, null]) })
    }
    case 'org.edit':
      return rows({ from: { name: state.settings.name }, to: { name: chance.pick(['Northside', 'Southside']) } })
    case 'key.revoke': {
      const key = chance.pick([...state.keys.values()])
      const row = { key: key.id, from: 'enrolled', to: 'revoked' }
      return rows(key.staffId === null ? row : { staffId: key.staffId, ...row })
    }
    case 'sequencer.set': {
      const now = state.settings.sequencer
      return rows({ from: now, to: now === 'hub' ? 'registrar' : 'hub' })
    }
    case 'registrar.set': {
      return rows({ from: state.settings.registrar, to: chance.pick(seen.consoles) })
    }
    default: {
      const items = [...state.inbox.values()]
      if (items.length === 0) return null
      const item = chance.pick(items)
      const now = item.closed?.as ?? 'open'
      return rows({
        change: item.changeId as ChangeId,
        from: now,
        to: now === 'open' ? chance.pick(['accepted', 'dismissed']) : 'open',
      })
    }
  }
}
