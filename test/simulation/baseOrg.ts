import Database from 'better-sqlite3'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Intent, PersonalValue } from '../../src/shared/domain/change'
import type { StaffId } from '../../src/shared/domain/ids'
import { compileRules, type Rules } from '../../src/main/engine/compileRules'
import { createOrg } from '../../src/main/org/createOrg'
import { signingKey, type SigningKey } from '../../src/main/org/keys/ed25519'
import { recoveryKeyOf } from '../../src/main/org/keys/recoveryWords'
import { signEnrolment } from '../../src/main/org/keys/signClaims'
import { openOrg } from '../../src/main/org/openOrg'
import { personalValue } from '../../src/main/org/personalValues'
import { findShippedBlueprint } from '../../src/main/org/shippedBlueprints'
import { wrapDatabase } from '../../src/main/store/database'
import { nativeBinding } from '../../src/main/store/nativeBinding'
import type { Store } from '../../src/main/store/openStore'
import { listSettledAfter } from '../../src/main/store/queries/log'
import { readState } from '../../src/main/store/queries/readState'
import type { OrgState } from '../../src/shared/domain/orgState'
import { seededSources } from '../helpers/seededSources'
import { value } from '../helpers/value'
import type { Model } from './oracle/Model'
import { readSettled, type SettledJson } from './oracle/readSettled'

/** An organization from which histories start: made once, cloned for every console of every history. */
export interface BaseOrg {
  readonly blueprint: string
  readonly keepsLine: 'console' | 'place'
  readonly orgId: string
  readonly file: Buffer
  readonly people: readonly StaffId[]
  readonly operatorOf: ReadonlyMap<StaffId, SigningKey>
  /** The first is the registrar. */
  readonly consoles: readonly SigningKey[]
  readonly recovery: SigningKey
  readonly personal: readonly PersonalValue[]
  readonly line: readonly SettledJson[]
  readonly endMs: number
  readonly state: OrgState
  readonly rules: Rules
  readonly model: Model
}

const roles: Record<string, readonly (readonly [name: string, role: string, ...at: string[]])[]> = {
  'staff-ladder': [
    ['Ada', 'admin'],
    ['Abe', 'admin', 'project:atlas'],
    ['Pam', 'project-manager', 'project:atlas'],
    ['Tom', 'teammate', 'project:atlas', 'task:survey'],
    ['Fay', 'freelancer', 'task:survey'],
  ],
  prokeep: [
    ['Ada', 'administrator'],
    ['Max', 'manager', 'location:riverton'],
    ['Mia', 'manager', 'group:counter', 'location:harbor'],
    ['Bo', 'member', 'location:riverton'],
    ['Cy', 'member', 'group:counter'],
  ],
}

const places: Record<string, readonly (readonly [id: string, parent: string | null])[]> = {
  'staff-ladder': [
    ['location:riverton', null],
    ['project:atlas', 'location:riverton'],
    ['task:survey', 'project:atlas'],
  ],
  prokeep: [
    ['location:riverton', null],
    ['location:harbor', null],
    ['group:counter', 'location:riverton'],
  ],
}

export const startMs = Date.UTC(2026, 0, 5, 9)

/** A store over a database in memory. */
export function memoryStoreOf(connection: Database.Database): Store {
  const db = wrapDatabase(connection)
  return {
    path: ':memory:',
    db,
    readOnlyBecause: null,
    isOpen: () => connection.open,
    dataVersion: () => 0,
    openWriter: () => {
      throw new Error('No second connection to a database in memory.')
    },
    openReader: () => ({ db, close: () => {} }),
    copyPrivately: () => {
      throw new Error('No private copy of a database in memory.')
    },
    copyTo: () => Promise.resolve(),
    close: () => connection.close(),
  }
}

export function openDatabase(file: Buffer): Database.Database {
  const connection = new Database(file, { nativeBinding: nativeBinding() })
  connection.pragma('foreign_keys = ON')
  return connection
}

/** `hasLeftOver`: with somebody in Restore and a place that nobody uses, which few histories would come to else. */
export function makeBaseOrg(
  blueprint: 'staff-ladder' | 'prokeep',
  keepsLine: BaseOrg['keepsLine'],
  hasLeftOver: boolean,
): BaseOrg {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-simulation-'))
  try {
    return makeIn(folder, blueprint, keepsLine, hasLeftOver)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function makeIn(folder: string, blueprint: string, keepsLine: BaseOrg['keepsLine'], hasLeftOver: boolean): BaseOrg {
  const seeded = seededSources(blueprint, startMs - 3_600_000)
  const seeds: Uint8Array[] = []
  const sources = {
    ...seeded,
    random: (count: number) => {
      const bytes = seeded.random(count)
      if (count === 32) seeds.push(bytes)
      return bytes
    },
  }
  const path = join(folder, 'base.rolecall')
  const created = value(
    createOrg(
      {
        path,
        name: 'Northside Supply',
        blueprint: findShippedBlueprint(blueprint)!,
        owner: { name: 'Robin Shaw', email: 'robin@northside.example' },
        timeZone: 'UTC',
        consoleName: 'office',
      },
      join(folder, 'home'),
      sources,
    ),
  )
  const operator = signingKey(seeds[0]!)
  const consoles = [signingKey(seeds[1]!)]
  const connection = new Database(path, { nativeBinding: nativeBinding() })
  const store = memoryStoreOf(connection)
  const state = readState(store.db)!
  const owner = [...state.staff.keys()][0]!
  const operatorOf = new Map([[owner, operator]])
  const org = openOrg({
    store,
    kind: 'org',
    orgId: created.orgId,
    state,
    identity: { staffId: owner, operator, console: consoles[0]! },
    readOnlyBecause: null,
    sources,
  })
  const apply = (intent: unknown, personal: readonly PersonalValue[] = []) =>
    value(org.apply({ intents: [intent as Intent], personal }))
  for (const [place, parent] of places[blueprint]!) {
    const name = place.slice(place.indexOf(':') + 1)
    apply({ kind: 'place.create', body: { rows: [{ place, from: null, to: { name, parent } }] } })
  }
  const add = (name: string, role: string, at: readonly string[]): StaffId => {
    const staffId = Buffer.from(sources.random(16)).toString('hex') as StaffId
    const values = [
      personalValue(sources, staffId, 'name', name),
      personalValue(sources, staffId, 'email', `${name.toLowerCase()}@northside.example`),
    ]
    const assignments = at.map((place) => ({ place, untilMs: null }))
    const to = { name: { hash: values[0]!.hash }, email: { hash: values[1]!.hash }, role, state: 'active', assignments }
    apply({ kind: 'staff.add', body: { rows: [{ staffId, from: null, to }] } }, values)
    return staffId
  }
  for (const [name, role, ...at] of roles[blueprint]!) {
    const staffId = add(name, role, at)
    const keys = [['operator', signingKey(sources.random(32))] as const]
    if (consoles.length < 4) keys.push(['console', signingKey(sources.random(32))] as never)
    for (const [kind, key] of keys as readonly (readonly ['operator' | 'console', SigningKey])[]) {
      const device = personalValue(sources, staffId, 'device', `${kind} of ${name}`)
      const proof = signEnrolment(key, created.orgId, staffId, kind)
      const enrolled = { kind, publicKey: key.publicKey, name: { hash: device.hash } }
      apply({ kind: 'key.enroll', body: { rows: [{ staffId, key: key.id, from: null, to: enrolled, proof }] } }, [
        device,
      ])
      if (kind === 'operator') operatorOf.set(staffId, key)
      else consoles.push(key)
    }
  }
  if (hasLeftOver) {
    const staffId = add('Gus', roles[blueprint]!.at(-1)![1], [places[blueprint]![0]![0]])
    apply({ kind: 'staff.remove', body: { rows: [{ staffId, from: 'active', to: 'removed' }] } })
    const row = { place: 'location:depot', from: null, to: { name: 'depot', parent: null } }
    apply({ kind: 'place.create', body: { rows: [row] } })
  }
  if (keepsLine === 'place') apply({ kind: 'sequencer.set', body: { rows: [{ from: 'registrar', to: 'hub' }] } })
  const line = listSettledAfter(store.db, 0, 10_000)
  const personal = store.db
    .all<{ hash: string; staff_id: StaffId; field: PersonalValue['field']; salt: Uint8Array; value: string }>(
      'SELECT * FROM personal',
    )
    .map(({ hash, staff_id, field, salt, value: text }) => ({
      hash,
      staffId: staff_id,
      field,
      salt: Buffer.from(salt).toString('hex'),
      value: text,
    }))
  const endState = readState(store.db)!
  const model = modelOf(endState)
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.pragma('journal_mode = DELETE')
  connection.close()
  return {
    blueprint,
    keepsLine,
    orgId: created.orgId,
    file: readFileSync(path),
    people: [...operatorOf.keys()],
    operatorOf,
    consoles,
    recovery: recoveryKeyOf(created.recoveryWords.join(' '))!,
    personal,
    line: line.map(readSettled),
    endMs: line.at(-1)!.settledAtMs,
    state: endState,
    rules: compileRules(endState),
    model,
  }
}

/** A state as the oracle sees it; also the way in which the ends of consoles are compared. */
export function modelOf(state: OrgState): Model {
  return {
    orgName: state.settings.name,
    registrar: state.settings.registrar,
    sequencer: state.settings.sequencer,
    people: sorted(
      [...state.staff.values()].map((one) => [
        one.id,
        {
          name: one.name,
          email: one.email,
          role: one.role,
          state: one.state,
          at: sorted(one.assignments.map(({ place, untilMs }) => [place, untilMs])),
          grants: sorted(
            one.personalGrants.map(({ permission, reach, places: at, untilMs }) => [
              permission,
              { reach, places: at === null ? null : [...at], untilMs },
            ]),
          ),
        },
      ]),
    ),
    places: sorted(
      [...state.places.values()].map(({ id, name, parent, isArchived }) => [
        id,
        { name, parent, archived: isArchived },
      ]),
    ),
    cells: sorted([...state.grants].map(([key, { reach }]) => [key, reach])),
    switches: sorted([...state.switches.values()].map(({ key, on }) => [key, on])),
    keys: sorted(
      [...state.keys.values()].map((key) => [key.id, { kind: key.kind, owner: key.staffId, revoked: key.isRevoked }]),
    ),
    inbox: sorted(
      [...state.inbox.values()].map((item) => [
        item.changeId,
        {
          author: item.author,
          kind: item.kind,
          on: item.rows.map(({ staffId }) => staffId),
          rows: item.rows.map(({ row, verdict }) => `${row} ${verdict}`).join(),
          closed: item.closed?.as ?? 'open',
        },
      ]),
    ),
  }
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Map<string, Value> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One text for equal models, whatever order their maps are in. */
export function textOf(model: Model): string {
  return JSON.stringify(orderly(model))
}

function orderly(one: unknown): unknown {
  if (one === null || typeof one !== 'object') return one
  if (Array.isArray(one)) return one.map(orderly)
  const entries = one instanceof Map ? [...(one as Map<string, unknown>)] : Object.entries(one)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([key, value]) => [key, orderly(value)])
}
