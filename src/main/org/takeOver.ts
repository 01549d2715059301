import { hostname } from 'node:os'
import type { PersonalValue } from '../../shared/domain/change'
import type { KeyId, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import { emailKey } from '../../shared/domain/staff'
import type { StoreFailure } from '../store/failures'
import { openStore } from '../store/openStore'
import { readOrgId } from '../store/queries/log'
import { readState } from '../store/queries/readState'
import { openBoundFiles } from './keys/boundFiles'
import { type SigningKey, signingKey } from './keys/ed25519'
import { openKeyring } from './keys/keyring'
import { recoveryKeyOf } from './keys/recoveryWords'
import { signTakeOver } from './keys/signClaims'
import { openOrg } from './openOrg'
import type { ApplyFailure, Org } from './Org'
import { personalValue, type Sources } from './personalValues'

interface TakingOver {
  readonly home: string
  readonly sources: Sources
  readonly words: string
  /** E-mail of the person of the top role in whose name; left out: the only one there is. */
  readonly email?: string | undefined
  readonly deviceName?: string | undefined
  /** Encrypts the new operator key. */
  readonly passphrase?: string | undefined
  /** Keys to revoke beside the registrar's and those of this desktop. */
  readonly revokes?: readonly KeyId[]
}

/**
 * Enrols this desktop anew with the recovery words: a new console that settles from now on, a new operator key, and the
 * old keys of this desktop revoked. The way back for a lost console, a restored backup and a copied file.
 */
export function takeOver(
  path: string,
  wanted: TakingOver,
): Result<
  { staffId: StaffId; email: string; revoked: number },
  StoreFailure | ApplyFailure | 'wrong-words' | 'no-such-person'
> {
  const opened = openStore(path)
  if (!opened.ok) return opened
  const store = opened.value
  try {
    const orgId = readOrgId(store.db)
    const state = readState(store.db)
    if (orgId === undefined || state === undefined) {
      return failed('damaged', `“${path}” holds no organization: its first change is missing.`)
    }
    if (store.readOnlyBecause !== null)
      return failed('cannot-write', `${store.readOnlyBecause} Copy it elsewhere first.`)
    const recovery = recoveryKeyOf(wanted.words)
    if (recovery?.publicKey !== state.settings.recoveryPublicKey) return failed('wrong-words', wrongWords)
    const person = findTopPerson(state, wanted.email)
    if (!person.ok) return person
    const { staffId, email } = person.value
    const keyring = openKeyring(wanted.home)
    const seeds = { operator: wanted.sources.random(32), console: wanted.sources.random(32) }
    const [operator, console] = [signingKey(seeds.operator), signingKey(seeds.console)]
    const name = personalValue(wanted.sources, staffId, 'device', wanted.deviceName ?? hostname())
    const revokes = listRevoked(state, keyring.has, wanted.revokes ?? [])
    // The secrets are on the disk before anything counts on them.
    keyring.keep({ seed: seeds.operator, org: orgId, kind: 'operator', passphrase: wanted.passphrase })
    keyring.keep({ seed: seeds.console, org: orgId, kind: 'console' })
    const taken = settleTakeOver(
      { store, kind: 'org', orgId, state, readOnlyBecause: null, sources: wanted.sources },
      { recovery, staffId, operator, console, name, revokes },
    )
    if (!taken.ok) {
      for (const { id } of [operator, console]) keyring.forget(id)
      return taken
    }
    openBoundFiles(wanted.home).rebind({ orgId, path, db: store.db, keys: [operator.id, console.id] })
    return done({ staffId, email, revoked: revokes.length })
  } finally {
    store.close()
  }
}

/**
 * Opens an organization under the keys that a take-over brings along, and applies it. Where one console settles, it is
 * settled here and now, since nobody else ever settles it; with a hub the next exchange does, in the hub's line.
 */
export function settleTakeOver(
  opening: Omit<Parameters<typeof openOrg>[0], 'identity'>,
  { recovery, staffId, operator, console, name, revokes }: Taken,
): Result<Org, ApplyFailure | 'cannot-write'> {
  const org = openOrg({ ...opening, identity: { staffId, operator, console } })
  const named = ({ publicKey }: SigningKey) => ({ publicKey, name: { hash: name.hash } })
  const claim = { staffId, console: named(console), operator: named(operator), revokes: [...revokes] }
  const from = org.line.settledState().settings.registrar
  const body = signTakeOver(recovery, opening.orgId, from, claim, console.id)
  const applied = org.apply({ intents: [{ kind: 'registrar.set', body }], personal: [name] })
  if (!applied.ok) return applied
  if (org.line.settledState().settings.sequencer === 'registrar') {
    const settled = org.line.settle(1, true)
    if (!settled.ok) return failed('cannot-write', settled.error.message)
  }
  return done(org)
}

interface Taken {
  readonly recovery: SigningKey
  readonly staffId: StaffId
  readonly operator: SigningKey
  readonly console: SigningKey
  /** What the new keys are called. */
  readonly name: PersonalValue
  readonly revokes: readonly KeyId[]
}

const wrongWords =
  'These are not the recovery words of this organization. They are twelve words, shown once when it was made; check the spelling and their order.'

function findTopPerson(
  state: OrgState,
  wanted: string | undefined,
): Result<{ staffId: StaffId; email: string }, 'no-such-person'> {
  const top = state.blueprint.roles[0]!
  const people = [...state.staff.values()].filter(({ role, state: now }) => role === top.key && now === 'active')
  const person = people.find(({ email }) => wanted === undefined || emailKey(email ?? '') === emailKey(wanted))
  if (person === undefined) {
    return failed('no-such-person', `${wanted} is no active ${top.name}. The recovery words serve that role alone.`)
  }
  if (wanted === undefined && people.length > 1) {
    return failed('no-such-person', `Several people have the role ${top.name}. Say by e-mail who you are.`)
  }
  return done({ staffId: person.id, email: person.email ?? '' })
}

/** The console that settled, every key that this desktop holds, and what else is named. */
function listRevoked(state: OrgState, isHere: (id: KeyId) => boolean, more: readonly KeyId[]): KeyId[] {
  const ids = new Set([state.settings.registrar, ...[...state.keys.keys()].filter(isHere), ...more])
  return [...ids].filter((id) => state.keys.get(id)?.isRevoked === false)
}
