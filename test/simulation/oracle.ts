import { createHash } from 'node:crypto'
import prokeep from '../../resources/blueprints/prokeep.json' with { type: 'json' }
import staffLadder from '../../resources/blueprints/staff-ladder.json' with { type: 'json' }

/*
 * The oracle: a small model of people, roles, places and grants and of the settling rules, written from the specification
 * (blueprints.md, sync.md) with nothing of what it judges. It reads the settled line as JSON and says how each entry
 * should have ended and what the organization should look like. It knows the two blueprints that simulations use.
 */

type Verdict = 'applied' | 'agreed' | 'held' | 'refused'
// JSON as it lies in the line: what is wrong with it is for the program to find.
// oxlint-disable-next-line typescript/no-explicit-any
type Row = Record<string, any>

export interface Person {
  name: string | null
  email: string | null
  role: string
  state: string
  /** Place → end (null: none). */
  at: Map<string, number | null>
  grants: Map<string, { reach: string; places: string[] | null; untilMs: number | null }>
}

export interface Model {
  orgName: string
  registrar: string
  sequencer: string
  people: Map<string, Person>
  places: Map<string, { name: string; parent: string | null; archived: boolean }>
  /** `role/permission` → reach. */
  cells: Map<string, string>
  switches: Map<string, boolean>
  keys: Map<string, { kind: string; owner: string | null; revoked: boolean }>
  inbox: Map<string, { author: string; kind: string; on: (string | null)[]; rows: string; closed: string }>
}

interface Blueprint {
  roles: { key: string; locked?: boolean; singleton?: boolean; manages?: 'everyone' | string[] }[]
  ladder: { moves: string }
  permissions: { key: string; class: string; grants: Record<string, string>; editable?: boolean }[]
  guards: Record<string, { permission: string; target?: 'one' | 'every' | 'touched' }>
  placeKinds: { key: string; under?: string[] }[]
  scopeKinds: string[]
  features?: { key: string }[]
  visibility?: { hidden?: { role: string; unless: string }[]; masked?: { role: string }[] }
}

const classes: Record<string, string[]> = {
  org: ['none', 'all'],
  place: ['none', 'assigned', 'all'],
  record: ['none', 'own', 'all'],
  share: ['none', 'shared', 'all'],
  person: ['connected', 'all'],
  self: ['own'],
}

export function blueprintOf(id: string): Blueprint {
  return (id === 'prokeep' ? prokeep : staffLadder) as unknown as Blueprint
}

export interface SettledJson {
  readonly entry: Row
  readonly change: Row
  readonly changeId: string
  readonly hash: string
}

export function changeIdOf(bytes: Uint8Array): string {
  return hashOf('rolecall/change/1\n', bytes)
}

function hashOf(domain: string, bytes: Uint8Array): string {
  return createHash('sha256').update(domain).update(bytes).digest('hex')
}

export function readSettled(bytes: { changeBytes: Uint8Array; entryBytes: Uint8Array }): SettledJson {
  return {
    entry: JSON.parse(Buffer.from(bytes.entryBytes).toString()) as Row,
    change: JSON.parse(Buffer.from(bytes.changeBytes).toString()) as Row,
    changeId: changeIdOf(bytes.changeBytes),
    hash: hashOf('rolecall/entry/1\n', bytes.entryBytes),
  }
}

/** Walks a line whose first `known` entries are taken as given: they made the state that `model` holds. */
export function judgeLine(
  blueprintId: string,
  model: Model,
  line: readonly SettledJson[],
  start: { hashes: string[]; lastSeq: Map<string, number>; atMs: number },
  values: ReadonlyMap<string, string>,
): string[] {
  const wrong: string[] = []
  const hashes = [...start.hashes]
  const lastSeq = new Map(start.lastSeq)
  let atMs = start.atMs
  for (const { entry, change, changeId, hash } of line) {
    const say = (text: string) => wrong.push(`entry ${entry.n} (${change.kind}): ${text}`)
    if (entry.n !== hashes.length) say(`stands at place ${hashes.length}`)
    if (entry.prev !== hashes.at(-1)) say('does not follow from the one before')
    if (entry.changeId !== changeId) say('names another change than it carries')
    const now = Date.parse(entry.settledAt)
    if (now < atMs) say('went back in time')
    atMs = now
    const settler = model.keys.get(entry.by)
    // The words of recovery bring their keys along, and settle themselves as applied or not at all (sync.md, “Words”).
    const takeOver = change.kind === 'registrar.set' ? (change.body.rows[0].takeOver as Row | undefined) : undefined
    const isTurn =
      (settler?.kind === 'console' &&
        !settler.revoked &&
        (entry.by === model.registrar || model.sequencer === 'hub')) ||
      (takeOver !== undefined && entry.by === change.body.rows[0].to && entry.verdict === 'applied')
    if (!isTurn) say('was settled by a console whose turn it was not')
    const key = model.keys.get(change.key)
    const isOwn = takeOver === undefined ? key?.kind === 'operator' && key.owner === change.author : key === undefined
    if (!isOwn) say('its key is not its author’s')
    const count = change.body.rows.length as number
    const last = lastSeq.get(change.key) ?? 0
    let expected: Verdict[]
    const whole = (): Verdict[] => Array.from({ length: count }, () => 'refused')
    if (change.seq > last + 1) say(`left out change ${last + 1} of its key`)
    if (key?.revoked) expected = whole()
    else if (change.seq <= last) {
      expected = whole()
      if (key) key.revoked = true
    } else if (change.base.n >= hashes.length || hashes[change.base.n] !== change.base.hash) expected = whole()
    else if (model.people.get(change.author)?.state !== 'active') expected = whole()
    else expected = judge(blueprintOf(blueprintId), model, change, now, values)
    lastSeq.set(change.key, Math.max(last, change.seq))
    const said = rowsOf(entry, count)
    if (said.join() !== expected.join())
      say(
        `ended ${said.join()} and should have ended ${expected.join()} ${JSON.stringify(change.body.rows)} ${JSON.stringify(entry.facts)}`,
      )
    const verdict = worst(expected)
    if (entry.verdict !== verdict) say(`says ${entry.verdict} as a whole, not ${verdict}`)
    const open = expected.flatMap((one, row) => (one === 'held' || one === 'refused' ? [{ row, one }] : []))
    if (open.length > 0) {
      model.inbox.set(changeId, {
        author: change.author,
        kind: change.kind,
        on: open.map(({ row }) => change.body.rows[row].staffId ?? null),
        rows: open.map(({ row, one }) => `${row} ${one}`).join(),
        closed: 'open',
      })
    }
    hashes.push(hash)
    for (const text of broken(blueprintOf(blueprintId), model)) say(text)
  }
  return wrong
}

function rowsOf(entry: Row, count: number): Verdict[] {
  const rows = entry.facts.rows as { row: number; verdict: Verdict }[] | undefined
  const out = Array.from({ length: count }, (): Verdict => (rows === undefined ? entry.verdict : 'applied'))
  for (const { row, verdict } of rows ?? []) out[row] = verdict
  return out
}

function worst(rows: readonly Verdict[]): Verdict {
  return (['refused', 'held', 'applied'] as const).find((one) => rows.includes(one)) ?? 'agreed'
}

/** What may never be, whatever led to it. */
function broken(blueprint: Blueprint, model: Model): string[] {
  const top = blueprint.roles[0]!
  const holders = [...model.people.values()].filter((one) => one.role === top.key)
  const problems: string[] = []
  if (top.singleton && (holders.length !== 1 || holders[0]!.state !== 'active'))
    problems.push(`${holders.length} people as ${top.key}`)
  if (!holders.some((one) => one.state === 'active')) problems.push(`nobody active as ${top.key}`)
  return problems
}

function judge(
  blueprint: Blueprint,
  model: Model,
  change: Row,
  now: number,
  values: ReadonlyMap<string, string>,
): Verdict[] {
  const rows = change.body.rows as Row[]
  // Authority is that of the moment before the change; rows see what the rows before them did.
  const before = rows.length > 1 ? structuredClone(model) : model
  const may = authority(blueprint, before, change.author as string, now)
  return rows.map((row) => judgeRow(blueprint, model, may, change, row, now, values))
}

function judgeRow(
  blueprint: Blueprint,
  model: Model,
  may: ReturnType<typeof authority>,
  change: Row,
  row: Row,
  now: number,
  values: ReadonlyMap<string, string>,
): Verdict {
  const { roles } = blueprint
  const me = change.author as string
  const rank = (role: string) => roles.findIndex((one) => one.key === role)
  const there = model.people.get(row.staffId)
  const isSingleton = (role: string) => roles[rank(role)]?.singleton === true
  const isLastTop = (one: Person) =>
    one.role === roles[0]!.key &&
    one.state === 'active' &&
    [...model.people.values()].filter((other) => other.role === one.role && other.state === 'active').length === 1
  const isUsable = (place: string) => model.places.get(place)?.archived === false
  const holderOf = (email: string) =>
    [...model.people].find(([, one]) => one.email?.toLowerCase() === email.toLowerCase())?.[0]
  const present = () => there !== undefined && there.state !== 'purged'

  switch (change.kind as string) {
    case 'staff.add': {
      const places = (row.to.assignments as { place: string }[]).map(({ place }) => place)
      if (rank(row.to.role) === -1 || isSingleton(row.to.role) || there !== undefined) return 'refused'
      if (!places.every(isUsable)) return 'refused'
      if (!may.edit('staff.add', { touched: places }) || !may.giveRole(row.to.role) || !may.givePlaces(places))
        return 'refused'
      const email = values.get(row.to.email.hash)!
      if (holderOf(email) !== undefined) return 'held'
      model.people.set(row.staffId, {
        name: values.get(row.to.name.hash)!,
        email,
        role: row.to.role,
        state: row.to.state,
        at: new Map(row.to.assignments.map((one: Row) => [one.place, one.untilMs])),
        grants: new Map(),
      })
      return 'applied'
    }
    case 'staff.edit': {
      if (!present() || !may.edit('staff.edit', { on: row.staffId })) return 'refused'
      if (there!.state === 'removed') return 'held'
      const next = { name: there!.name, email: there!.email }
      for (const field of ['name', 'email'] as const) {
        if (row.to[field] === undefined) continue
        const to = values.get(row.to[field].hash)!
        if (to === there![field]) continue
        const seen = row.from[field] === undefined ? undefined : values.get(row.from[field].hash)
        if (seen !== undefined && seen !== there![field]) return 'held'
        const holder = field === 'email' ? holderOf(to) : undefined
        if (holder !== undefined && holder !== row.staffId) return 'held'
        next[field] = to
      }
      if (next.name === there!.name && next.email === there!.email) return 'agreed'
      Object.assign(there!, next)
      return 'applied'
    }
    case 'staff.setState':
      if (!present() || !may.edit('staff.edit', { on: row.staffId })) return 'refused'
      if (row.to === 'invited' && (isSingleton(there!.role) || isLastTop(there!))) return 'refused'
      if (there!.state === 'removed') return 'held'
      if (there!.state === row.to) return 'agreed'
      there!.state = row.to
      return 'applied'
    case 'staff.setRole': {
      if (!present() || rank(row.to) === -1 || isSingleton(there!.role)) return 'refused'
      const isSo = there!.role === row.to
      if (!may.edit('staff.setRole', { on: row.staffId }) || !may.giveRole(row.to)) return 'refused'
      if (!isSo && (isSingleton(row.to) || isLastTop(there!))) return 'refused'
      if (!isSo && blueprint.ladder.moves === 'up-only' && rank(row.to) > rank(there!.role)) return 'refused'
      if (there!.state === 'removed') return 'held'
      if (isSo) return 'agreed'
      if (there!.role !== row.from) return 'held'
      there!.role = row.to
      return 'applied'
    }
    case 'staff.assign': {
      if (!present() || !may.edit('staff.assign', { on: row.staffId, touched: [row.place] })) return 'refused'
      if (row.to !== null && !may.givePlaces([row.place])) return 'refused'
      if (there!.state === 'removed') return 'held'
      const has = there!.at.has(row.place) ? { untilMs: there!.at.get(row.place)! } : null
      if (JSON.stringify(has) === JSON.stringify(row.to)) return 'agreed'
      if (JSON.stringify(has) !== JSON.stringify(row.from)) return 'held'
      if (row.to !== null && !isUsable(row.place)) return 'refused'
      if (row.to === null) there!.at.delete(row.place)
      else there!.at.set(row.place, row.to.untilMs)
      return 'applied'
    }
    case 'staff.grant': {
      const permission = blueprint.permissions.find((one) => one.key === row.permission)
      if (!present() || permission === undefined) return 'refused'
      if (row.to !== null && !classes[permission.class]!.includes(row.to.reach)) return 'refused'
      if (!may.edit('grants.edit', { on: row.staffId })) return 'refused'
      if (row.to !== null && !may.giveReach(row.permission, row.to.reach)) return 'refused'
      if (row.to?.places && !may.givePlaces(row.to.places)) return 'refused'
      if (there!.state === 'removed') return 'held'
      const text = (one: Row | null | undefined) =>
        one ? `${one.reach} ${JSON.stringify(one.places)} ${one.untilMs}` : ''
      const has = text(there!.grants.get(row.permission))
      if (has === text(row.to)) return 'agreed'
      if (has !== text(row.from)) return 'held'
      if (row.to?.places && !row.to.places.every(isUsable)) return 'refused'
      if (row.to === null) there!.grants.delete(row.permission)
      else there!.grants.set(row.permission, row.to)
      return 'applied'
    }
    case 'staff.remove':
      if (!present() || isSingleton(there!.role) || !may.edit('staff.remove', { on: row.staffId }) || isLastTop(there!))
        return 'refused'
      if (there!.state === 'removed') return 'agreed'
      if (there!.state !== row.from) return 'held'
      there!.state = 'removed'
      return 'applied'
    case 'staff.restore':
      if (!present() || !may.edit('staff.restore', { on: row.staffId }) || !may.giveRole(there!.role)) return 'refused'
      if (there!.state === row.to) return 'agreed'
      if (there!.state !== 'removed') return 'held'
      there!.state = row.to
      return 'applied'
    case 'staff.purge':
      if (there === undefined || isSingleton(there.role) || !may.edit('staff.purge', { on: row.staffId }))
        return 'refused'
      if (there.state === 'purged') return 'agreed'
      if (there.state !== 'removed') return 'held'
      if (model.keys.get(model.registrar)?.owner === row.staffId) return 'refused'
      Object.assign(there, { name: null, email: null, state: 'purged', at: new Map(), grants: new Map() })
      for (const key of model.keys.values()) if (key.owner === row.staffId) key.revoked = true
      return 'applied'
    case 'staff.merge': {
      const into = model.people.get(row.into)
      if (row.into === row.staffId || into === undefined || into.state === 'purged' || !present()) return 'refused'
      if (isSingleton(there!.role) || isLastTop(there!)) return 'refused'
      if (!may.edit('staff.edit', { on: row.into }) || !may.edit('staff.remove', { on: row.staffId })) return 'refused'
      if (into.state === 'removed' || there!.state !== row.from) return 'held'
      there!.state = 'removed'
      return 'applied'
    }
    case 'staff.reassign': {
      if (!present() || rank(row.to) === -1) return 'refused'
      const isSo = there!.role === row.to
      if (!may.edit('staff.setRole', { on: row.staffId }) || !may.giveRole(row.to)) return 'refused'
      if (!isSo && (isSingleton(there!.role) || isSingleton(row.to))) return 'refused'
      if (!isSo && blueprint.ladder.moves === 'up-only' && rank(row.to) > rank(there!.role)) return 'refused'
      if (there!.state !== 'removed') return 'held'
      if (isSo) return 'agreed'
      if (there!.role !== row.from) return 'held'
      there!.role = row.to
      return 'applied'
    }
    case 'staff.demote': {
      if (!present() || rank(row.to) === -1) return 'refused'
      const isSo = there!.role === row.to
      const keeps = [...there!.at].flatMap(([place, untilMs]) => (untilMs === null || untilMs > now ? [place] : []))
      // Judged as a removal and a new start: it takes the rights to remove, to purge and to add (docs/people.md).
      if (!may.edit('staff.remove', { on: row.staffId }) || !may.edit('staff.purge', { on: row.staffId }))
        return 'refused'
      if (!may.edit('staff.add', { touched: keeps }) || !may.giveRole(row.to) || !may.givePlaces(keeps))
        return 'refused'
      if (!isSo && (isSingleton(there!.role) || isLastTop(there!))) return 'refused'
      if (there!.state === 'removed') return 'held'
      if (isSo) return 'agreed'
      if (blueprint.ladder.moves !== 'up-only' || rank(row.to) < rank(there!.role)) return 'refused'
      if (there!.role !== row.from) return 'held'
      if (!keeps.every((place) => seesAt(blueprint, model, row.to, place))) return 'refused'
      there!.role = row.to
      return 'applied'
    }
    case 'place.create': {
      const { name, parent } = row.to as { name: string; parent: string | null }
      const isParentThere = parent === null || model.places.has(parent)
      if (isParentThere && !mayPlaceUnder(may, parent)) return 'refused'
      const has = model.places.get(row.place)
      if (has !== undefined) return has.name === name && has.parent === parent ? 'agreed' : 'held'
      if (!mayLieUnder(blueprint, model, row.place, parent)) return 'refused'
      model.places.set(row.place, { name, parent, archived: false })
      return 'applied'
    }
    case 'place.edit': {
      const has = model.places.get(row.place)
      if (has === undefined || !may.edit('places.edit', { touched: [row.place] })) return 'refused'
      if (row.to.parent !== undefined && !mayPlaceUnder(may, row.to.parent)) return 'refused'
      const now = { name: has.name, parent: has.parent, isArchived: has.archived } as Row
      const changed = Object.keys(row.to).filter((field) => row.to[field] !== now[field])
      if (changed.length === 0) return 'agreed'
      if (changed.some((field) => row.from[field] !== now[field])) return 'held'
      if (row.to.parent !== undefined && !mayLieUnder(blueprint, model, row.place, row.to.parent)) return 'refused'
      const next = { ...now, ...row.to }
      model.places.set(row.place, { name: next.name, parent: next.parent, archived: next.isArchived })
      return 'applied'
    }
    case 'place.delete': {
      const has = model.places.get(row.place)
      if (!may.edit('places.edit', has === undefined ? {} : { touched: [row.place] })) return 'refused'
      if (has === undefined) return 'agreed'
      if (has.name !== row.from.name || has.parent !== row.from.parent) return 'held'
      const isUsed =
        [...model.places.values()].some((one) => one.parent === row.place) ||
        [...model.people.values()].some(
          (one) => one.at.has(row.place) || [...one.grants.values()].some(({ places }) => places?.includes(row.place)),
        )
      if (isUsed) return 'held'
      model.places.delete(row.place)
      return 'applied'
    }
    case 'grant.set': {
      const permission = blueprint.permissions.find((one) => one.key === row.permission)
      const role = roles.find((one) => one.key === row.role)
      if (permission === undefined || role === undefined || !may.edit('grants.edit')) return 'refused'
      const byDefault = permission.grants[row.role] ?? 'none'
      if (permission.editable === false || (role.locked && byDefault !== 'unspecified')) return 'refused'
      if (row.to !== null && !classes[permission.class]!.includes(row.to)) return 'refused'
      const after = (row.to as string | null) ?? plain(byDefault)
      const has = model.cells.get(`${row.role}/${row.permission}`) ?? null
      const present = has ?? plain(byDefault)
      if (!may.giveReach(row.permission, after) && !contains(present, after)) return 'refused'
      if (has === row.to) return 'agreed'
      if (has !== row.from) return 'held'
      const top = roles[0]!.key
      const actor = model.people.get(me)!
      const isOwnGuard = blueprint.guards['grants.edit']!.permission === row.permission && actor.role === row.role
      const otherTop = [...model.people].some(([id, one]) => id !== me && one.role === top && one.state === 'active')
      if (isOwnGuard && !contains(after, present) && !(row.role !== top && otherTop)) return 'refused'
      if (row.to === null) model.cells.delete(`${row.role}/${row.permission}`)
      else model.cells.set(`${row.role}/${row.permission}`, row.to)
      return 'applied'
    }
    case 'switch.set': {
      if (row.switch !== 'feature' || !blueprint.features?.some((one) => one.key === row.key)) return 'refused'
      if (!may.edit('grants.edit')) return 'refused'
      const has = model.switches.get(row.key) ?? null
      if (has === row.to) return 'agreed'
      if (has !== row.from) return 'held'
      if (row.to === null) model.switches.delete(row.key)
      else model.switches.set(row.key, row.to)
      return 'applied'
    }
    case 'org.edit':
      if (!may.edit('grants.edit')) return 'refused'
      if (row.to.name === model.orgName) return 'agreed'
      if (row.from.name !== model.orgName) return 'held'
      model.orgName = row.to.name
      return 'applied'
    case 'key.revoke': {
      const key = model.keys.get(row.key)
      if (key === undefined || key.owner !== (row.staffId ?? null)) return 'refused'
      if (key.owner !== null && key.owner !== me) {
        if (!may.sees(key.owner)) return 'refused'
        if (!may.edit('staff.edit', { on: key.owner }) && !may.edit('console.manage', { on: key.owner }))
          return 'refused'
        if (!may.giveRole(model.people.get(key.owner)!.role)) return 'refused'
      } else if (key.owner === null && !may.edit('console.manage')) return 'refused'
      if (key.revoked) return 'agreed'
      if (row.key === model.registrar) return 'refused'
      const canAct = (id: string, one: { kind: string; owner: string | null; revoked: boolean }) =>
        id !== row.key &&
        one.kind === 'operator' &&
        !one.revoked &&
        model.people.get(one.owner!)?.role === roles[0]!.key &&
        model.people.get(one.owner!)?.state === 'active'
      const owner = key.owner === null ? undefined : model.people.get(key.owner)
      const isTopKey = key.kind === 'operator' && owner?.role === roles[0]!.key && owner.state === 'active'
      if (isTopKey && ![...model.keys].some(([id, one]) => canAct(id, one))) return 'refused'
      key.revoked = true
      return 'applied'
    }
    case 'key.enroll': {
      const known = model.keys.get(row.key)
      const isSame = known?.kind === row.to.kind && known?.owner === row.staffId && known?.revoked === false
      if (known !== undefined && !isSame) return 'refused'
      if (there?.state !== 'active' || !may.sees(row.staffId)) return 'refused'
      if (row.staffId !== me) {
        const on = { on: row.staffId as string }
        if (!may.edit('staff.edit', on) && !may.edit('console.manage', on)) return 'refused'
        // Whoever approves could give all that this person holds now.
        const inForce = (untilMs: number | null) => untilMs === null || untilMs > now
        const at = [...there.at].flatMap(([place, untilMs]) => (inForce(untilMs) ? [place] : []))
        const grants = [...there.grants].filter(([, { untilMs }]) => inForce(untilMs))
        if (!may.giveRole(there.role) || !may.givePlaces(at)) return 'refused'
        if (!grants.every(([permission, { reach }]) => may.giveReach(permission, reach))) return 'refused'
        if (!grants.every(([, { places }]) => places === null || may.givePlaces(places))) return 'refused'
      }
      if (known !== undefined) return 'agreed'
      model.keys.set(row.key, { kind: row.to.kind, owner: row.staffId, revoked: false })
      return 'applied'
    }
    case 'sequencer.set':
      if (!may.edit('console.manage')) return 'refused'
      if (model.sequencer === row.to) return 'agreed'
      if (model.sequencer !== row.from) return 'held'
      model.sequencer = row.to
      return 'applied'
    case 'registrar.set': {
      const to = model.keys.get(row.to)
      if (row.takeOver !== undefined) {
        const isTop = model.people.get(me)?.role === roles[0]!.key
        if (row.takeOver.staffId !== me || !isTop || to !== undefined || model.keys.has(change.key)) return 'refused'
        if (model.registrar !== row.from) return 'held'
        for (const id of row.takeOver.revokes) model.keys.get(id)!.revoked = true
        model.keys.set(row.to, { kind: 'console', owner: me, revoked: false })
        model.keys.set(change.key, { kind: 'operator', owner: me, revoked: false })
        model.registrar = row.to
        return 'applied'
      }
      if (model.keys.get(model.registrar)?.owner !== me && !may.edit('console.manage')) return 'refused'
      if (to?.kind !== 'console' || to.revoked) return 'refused'
      if (model.registrar === row.to) return 'agreed'
      if (model.registrar !== row.from) return 'held'
      model.registrar = row.to
      return 'applied'
    }
    case 'inbox.close': {
      const item = model.inbox.get(row.change)
      if (item === undefined) return 'refused'
      if (item.author !== me) {
        const edits = guardsOf(item.kind)
        const about = item.on.filter((on) => on !== null && model.people.has(on))
        if (!edits.every((edit) => may.edit(edit))) return 'refused'
        if (!about.every((on) => edits.every((edit) => may.edit(edit, { on: on! })))) return 'refused'
      }
      if (item.closed === row.to) return 'agreed'
      if (item.closed !== row.from) return 'held'
      item.closed = row.to
      return 'applied'
    }
    default:
      throw new Error(`The oracle has not heard of ${change.kind}.`)
  }
}

/** The guards before edits of a kind (blueprints.md, “Guards”). */
export function guardsOf(kind: string): string[] {
  if (kind === 'staff.setState') return ['staff.edit']
  if (kind === 'staff.merge') return ['staff.edit', 'staff.remove']
  if (kind === 'staff.demote') return ['staff.remove', 'staff.purge', 'staff.add']
  if (kind === 'staff.reassign') return ['staff.setRole']
  if (['staff.grant', 'grant.set', 'switch.set', 'org.edit'].includes(kind)) return ['grants.edit']
  if (kind.startsWith('staff.')) return [kind]
  return kind.startsWith('place.') ? ['places.edit'] : ['console.manage']
}

/**
 * Whether people of a role see anything at a place that they are assigned to (S4.20). A place of a kind that scopes
 * nothing itself counts for what may lie in it, and hides nothing as long as nothing lies there.
 */
function seesAt(blueprint: Blueprint, model: Model, role: string, place: string): boolean {
  const kind = (id: string) => id.slice(0, id.indexOf(':'))
  const scopes = (id: string) => blueprint.scopeKinds.includes(kind(id))
  const isHeld = blueprint.permissions.some((one) => {
    const cell = model.cells.get(`${role}/${one.key}`) ?? plain(one.grants[role] ?? 'none')
    return one.class === 'place' && (cell === 'assigned' || cell === 'all')
  })
  if (isHeld) return true
  if (scopes(place)) return false
  const isBelow = (id: string) => {
    for (let at = model.places.get(id)!.parent; at !== null; at = model.places.get(at)?.parent ?? null)
      if (at === place) return true
    return false
  }
  return ![...model.places].some(([id, one]) => !one.archived && scopes(id) && isBelow(id))
}

function mayPlaceUnder(may: ReturnType<typeof authority>, parent: string | null): boolean {
  return parent === null ? may.edit('places.editTop') : may.edit('places.edit', { touched: [parent] })
}

function mayLieUnder(blueprint: Blueprint, model: Model, place: string, parent: string | null): boolean {
  if (parent === null) return true
  if (!model.places.has(parent)) return false
  const kind = (id: string) => id.slice(0, id.indexOf(':'))
  const under = blueprint.placeKinds.find((one) => one.key === kind(place))?.under ?? []
  if (kind(parent) !== 'location' && !under.includes(kind(parent))) return false
  for (let at: string | null = parent; at !== null; at = model.places.get(at)?.parent ?? null)
    if (at === place) return false
  return true
}

function plain(cell: string): string {
  return cell === 'unspecified' || cell.startsWith('granted:') ? 'none' : cell
}

function contains(wide: string, narrow: string): boolean {
  return wide === narrow || wide === 'all' || narrow === 'none'
}

/** What one person may do at one moment (blueprints.md, "Reading a request", "Right over rights", "Guards"). */
function authority(blueprint: Blueprint, model: Model, me: string, now: number) {
  const self = model.people.get(me)!
  const top = blueprint.roles[0]!.key
  const myRole = blueprint.roles.find((one) => one.key === self.role)!
  const manages = (role: string) => myRole.manages === 'everyone' || (myRole.manages ?? []).includes(role)
  const inForce = (untilMs: number | null) => untilMs === null || untilMs > now
  const isAlive = (place: string) => model.places.get(place)?.archived === false

  function holdings(permission: string): { reach: string; places: string[] | null }[] {
    const cell =
      model.cells.get(`${self.role}/${permission}`) ??
      plain(blueprint.permissions.find((one) => one.key === permission)!.grants[self.role] ?? 'none')
    const own = self.grants.get(permission)
    return [{ reach: cell, places: null }, ...(own !== undefined && inForce(own.untilMs) ? [own] : [])].filter(
      ({ reach }) => reach !== 'none',
    )
  }
  const isAll = (permission: string) =>
    holdings(permission).some(({ reach, places }) => reach === 'all' && places === null)

  function placesOf(one: Person): string[] {
    return [...one.at].flatMap(([place, untilMs]) => (inForce(untilMs) ? [place] : []))
  }
  /** Whether a living place lies in one of these, or is one of them. */
  function liesIn(place: string, places: readonly string[]): boolean {
    if (!isAlive(place)) return false
    for (let at: string | null = place; at !== null; at = model.places.get(at)?.parent ?? null) {
      if (isAlive(at) && places.includes(at)) return true
    }
    return false
  }
  function holdsAt(permission: string, place: string): boolean {
    if (isAll(permission)) return true
    if (!blueprint.scopeKinds.includes(place.slice(0, place.indexOf(':')))) return false
    return holdings(permission).some(
      ({ reach, places }) => (reach === 'assigned' || places !== null) && liesIn(place, places ?? placesOf(self)),
    )
  }
  function isHidden(role: string): boolean {
    return (blueprint.visibility?.hidden ?? []).some((one) => one.role === role && !isAll(one.unless))
  }
  function reaches(permission: string, target: 'one' | 'every', on: Person): boolean {
    if (isAll(permission)) return true
    const theirs = placesOf(on).filter(isAlive)
    if (target === 'every') return theirs.length > 0 && theirs.every((place) => holdsAt(permission, place))
    return [...model.places.keys()].some((place) => liesIn(place, theirs) && holdsAt(permission, place))
  }

  function edit(what: string, about: { on?: string; touched?: readonly string[] } = {}): boolean {
    const guard = blueprint.guards[what]!
    const { permission } = guard
    const on = about.on === undefined ? undefined : model.people.get(about.on)
    if (about.on !== undefined && on === undefined) return false
    if (holdings(permission).length === 0) return false
    if (on !== undefined && guard.target !== 'touched') {
      if (!reaches(permission, guard.target ?? 'one', on)) return false
    } else if (guard.target === 'touched' && about.touched !== undefined) {
      if (!isAll(permission) && about.touched.length === 0) return false
      if (!about.touched.every((place) => holdsAt(permission, place))) return false
    } else if (!isAll(permission) && ![...model.places.keys()].some((place) => holdsAt(permission, place))) return false
    if (on === undefined) return true
    const isSelf = about.on === me
    if (!isSelf && isHidden(on.role)) return false
    // Whatever the guard's permission is: nobody else edits somebody who is masked, or whom their role does not manage.
    if (!isSelf && (blueprint.visibility?.masked ?? []).some((one) => one.role === on.role)) return false
    if (!manages(on.role)) return false
    const isSingleton = blueprint.roles.find((one) => one.key === on.role)?.singleton === true
    return !(isSingleton && ['staff.setRole', 'staff.remove', 'staff.purge'].includes(what))
  }

  return {
    edit,
    sees: (id: string) => {
      if (id === me) return true
      const on = model.people.get(id)!
      const { permission, target } = blueprint.guards['staff.see']!
      return (
        holdings(permission).length > 0 &&
        reaches(permission, target === 'every' ? 'every' : 'one', on) &&
        !isHidden(on.role)
      )
    },
    giveRole: (role: string) => {
      const given = blueprint.roles.find((one) => one.key === role)
      return given !== undefined && given.singleton !== true && (self.role === top || manages(role))
    },
    giveReach: (permission: string, reach: string) => {
      const { class: kind } = blueprint.permissions.find((one) => one.key === permission)!
      if (reach !== 'none' && (kind === 'self' || !classes[kind]!.includes(reach))) return false
      if (self.role === top || reach === 'none') return true
      return holdings(permission).some(
        (one) =>
          (one.reach === 'all' && one.places === null) || (one.places === null ? one.reach : 'assigned') === reach,
      )
    },
    givePlaces: (places: readonly string[]) =>
      places.every(
        (place) =>
          model.places.has(place) &&
          (self.role === top || holdsAt(blueprint.guards['staff.assign']!.permission, place)),
      ),
  }
}
