import { emailKey } from '../../shared/domain/staff'
import type { EnrolledKey, OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { StoreFailure } from '../store/failures'
import { openStore } from '../store/openStore'
import { readOrgId } from '../store/queries/log'
import { readState } from '../store/queries/readState'
import { openBoundFiles } from './keys/boundFiles'
import { openKeyring, type Keyring } from './keys/keyring'
import { openOrg } from './openOrg'
import type { Org } from './Org'
import type { Sources } from './personalValues'
import type { Identity } from './writeBatch'

interface Opening {
  readonly home: string
  readonly sources: Sources
  readonly readOnly?: boolean
  /** E-mail of the operator who acts; left out: whoever of this desktop is enrolled. */
  readonly as?: string | undefined
  readonly passphrase?: string | undefined
  /** The passphrase that this computer keeps for a key. */
  readonly kept?: ((key: string) => string | null) | undefined
  /** A sample in the making was bound by createOrg to where it will lie. */
  readonly isSample?: boolean
}

export type OpenFailure = StoreFailure | 'passphrase-needed' | 'not-enrolled'

/** Opens an org file with the identity that this desktop has in it; without one it is opened for reading. */
export function openOrgFile(path: string, opening: Opening): Result<Org, OpenFailure> {
  const opened = openStore(path, opening.readOnly === undefined ? {} : { readOnly: opening.readOnly })
  if (!opened.ok) return opened
  const store = opened.value
  const orgId = readOrgId(store.db)
  const state = readState(store.db)
  if (orgId === undefined || state === undefined) {
    store.close()
    return failed(
      'damaged',
      `“${path}” holds no organization: its first change is missing. Open a backup or an exported bundle instead.`,
    )
  }
  const keyring = openKeyring(opening.home)
  const identity = identify(state, keyring, opening)
  if (!identity.ok) {
    store.close()
    return identity
  }
  const bound = openBoundFiles(opening.home)
  const keys = [...state.keys.values()].flatMap(({ id, isRevoked }) => (!isRevoked && keyring.has(id) ? [id] : []))
  const file = { orgId, path, db: store.db, keys }
  const mayWrite = store.readOnlyBecause === null && identity.value !== null
  const notBoundBecause = mayWrite && opening.isSample !== true ? bound.whyNot(file) : null
  if (mayWrite && notBoundBecause === null && opening.isSample !== true) bound.bind(file)
  // A key that is here and did not act was not unlocked.
  const isLocked =
    identity.value === null && [...state.keys.values()].some((key) => isUsable(state, key) && keyring.has(key.id))
  const readOnlyBecause =
    (isLocked ? 'Your key on this desktop is locked: its passphrase unlocks it.' : store.readOnlyBecause) ??
    (identity.value === null
      ? 'This desktop has no key in this organization, so it was opened for reading only. Make a request for one, which another console approves.'
      : notBoundBecause)
  const org = openOrg({
    store,
    kind: 'org',
    orgId,
    state,
    identity: identity.value,
    readOnlyBecause,
    isLocked,
    sources: opening.sources,
    holdsKey: (key) => keyring.has(key),
  })
  const operator = identity.value?.operator.id
  if (operator !== undefined && readOnlyBecause === null) {
    org.onChanged(() => bound.remember(file, operator))
  }
  return done(org)
}

function identify(state: OrgState, keyring: Keyring, opening: Opening): Result<Identity | null, OpenFailure> {
  const wanted = opening.as === undefined ? undefined : emailKey(opening.as)
  const enrolled = [...state.keys.values()].filter((key) => isUsable(state, key) && keyring.has(key.id))
  const operator = enrolled.find((key) => wanted === undefined || emailOf(state, key) === wanted)
  if (operator === undefined) {
    if (wanted === undefined) return done(null)
    // Who else is enrolled stays unsaid: whoever asks has not said who they are (S0.14).
    return failed(
      'not-enrolled',
      `${opening.as} is not enrolled on this desktop. Somebody who is enrolled here can add them as an operator; on a desktop of their own they make a request, which an enrolled console approves.`,
    )
  }
  const key = keyring.unlock(operator.id, opening.passphrase ?? opening.kept?.(operator.id) ?? undefined)
  if (!key.ok) return opening.readOnly === true ? done(null) : key
  const console = findConsole(state, keyring)
  const unlocked = console === undefined ? null : keyring.unlock(console.id, undefined)
  return done({
    staffId: operator.staffId!,
    operator: key.value,
    console: unlocked?.ok === true ? unlocked.value : null,
  })
}

/** This desktop's console key: the registrar's, if it is here, else any that is enrolled. */
function findConsole(state: OrgState, keyring: Keyring): EnrolledKey | undefined {
  const here = [...state.keys.values()].filter((key) => key.kind === 'console' && !key.isRevoked && keyring.has(key.id))
  return here.find((key) => key.id === state.settings.registrar) ?? here[0]
}

function isUsable(state: OrgState, key: EnrolledKey): boolean {
  return key.kind === 'operator' && !key.isRevoked && state.staff.get(key.staffId!)?.state === 'active'
}

function emailOf(state: OrgState, key: EnrolledKey): string | undefined {
  const email = state.staff.get(key.staffId!)?.email
  return email == null ? undefined : emailKey(email)
}
