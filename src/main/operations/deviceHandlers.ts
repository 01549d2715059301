import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, resolve } from 'node:path'
import type { ChangeRow, Intent, PersonalValue } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'
import type { EnrolledKey } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import { emailKey, type StaffMember } from '../../shared/domain/staff'
import type { OperationOutput } from '../../shared/operations/contract'
import { explainEdit } from '../engine/explainEdit'
import { keyIdOf, signingKey } from '../org/keys/ed25519'
import { type DeviceRequest, makeRequest, readRequest, requestWords, writeRequest } from '../org/keys/deviceRequest'
import { openKeyring } from '../org/keys/keyring'
import { recoveryWordsFrom } from '../org/keys/recoveryWords'
import { signEnrolment, signRecoverySet } from '../org/keys/signClaims'
import { openOrgFile } from '../org/openOrgFile'
import type { Org, Wanted } from '../org/Org'
import { personalValue, type Sources } from '../org/personalValues'
import { takeOver } from '../org/takeOver'
import { storeFailure } from '../store/failures'
import { findLastHeard, findLastUse } from '../store/queries/keyUse'
import { readHead } from '../store/queries/log'
import { findPerson, findVisible, presentApplied, presentRole } from './present'
import { readOrgInfo } from './readOrgInfo'
import { seeingPerson } from './seenBy'
import { exchangeAt } from './exchangeAt'
import { findMeetingPlace } from './readSyncStatus'
import type { OrgHandlers, Session } from './session'

type Handled = Extract<keyof OrgHandlers, `device.${string}`>
type ListedKey = OperationOutput<'device.list'>['keys'][number]

export const deviceHandlers: Pick<OrgHandlers, Handled> = {
  'device.list': (org, _input, { host }) => {
    const state = org.state()
    const keyring = openKeyring(host.home)
    const keys = [...state.keys.values()].flatMap((key) => {
      const listed = presentKey(org, key, keyring.has(key.id))
      return listed === null ? [] : [listed]
    })
    const { registrar, sequencer } = state.settings
    const isOwnConsole = org.actor !== null && state.keys.get(registrar)?.staffId === org.actor
    const top = state.blueprint.roles[0]!
    const isTop = org.actor !== null && state.staff.get(org.actor)?.role === top.key
    return done({
      keys,
      mayHandOver: unlessReadOnly(org, () => {
        if (sequencer === 'hub') return no('Any console that is up to date settles, through the hub.')
        return isOwnConsole ? yes : mayManageConsoles(org)
      }),
      mayReplaceWords: unlessReadOnly(org, () =>
        isTop ? yes : no(`Only somebody with the role ${top.name} can make new recovery words.`),
      ),
      signsHere: org.mode === 'edit' ? yes : no(org.readOnlyBecause ?? ''),
    })
  },

  'device.add': (org, { email, passphrase, name }, { host }) => {
    const person = findPerson(org, email)
    if (person === undefined) return noSuchPerson(email)
    const keyring = openKeyring(host.home)
    const staffId = person.person.id
    const already = [...org.state().keys.values()].find(
      (key) => key.kind === 'operator' && key.staffId === staffId && !key.isRevoked && keyring.has(key.id),
    )
    if (already !== undefined) {
      return failed('refused', `${person.person.name ?? email} can act on this desktop already.`)
    }
    const seed = host.sources.random(32)
    const key = signingKey(seed)
    const proof = signEnrolment(key, org.orgId, staffId, 'operator')
    const console = name ?? hostname()
    const wanted = enrolment(host.sources, staffId, console, [{ kind: 'operator', publicKey: key.publicKey, proof }])
    const possible = org.preview(wanted)
    if (!possible.ok) return possible
    // The secret is on the disk before the organization counts on it.
    keyring.keep({ seed, org: org.orgId, kind: 'operator', passphrase })
    const applied = org.apply(wanted)
    if (!applied.ok) {
      keyring.forget(key.id)
      return applied
    }
    return done({ ...presentApplied(applied.value), key: key.id })
  },

  'device.request': (org, { email, name, passphrase, path }, { host }) => {
    const person = findPerson(org, email)
    if (person === undefined) return noSuchPerson(email)
    const target = path === undefined ? null : resolve(path)
    if (target !== null && existsSync(target)) {
      return failed('file-exists', `“${basename(target)}” exists already and was left as it is. Choose another name.`)
    }
    const keyring = openKeyring(host.home)
    const seeds = { operator: host.sources.random(32), console: host.sources.random(32) }
    const operator = keyring.keep({ seed: seeds.operator, org: org.orgId, kind: 'operator', passphrase })
    const console = keyring.keep({ seed: seeds.console, org: org.orgId, kind: 'console' })
    const asked = { org: org.orgId, staffId: person.person.id, name: name ?? hostname().slice(0, 80) }
    const request = makeRequest(asked, operator, console)
    const text = writeRequest(request)
    try {
      if (target !== null) writeFileSync(target, text, { flag: 'wx' })
    } catch (error) {
      for (const { id } of [operator, console]) keyring.forget(id)
      return storeFailure(error, target!)
    }
    return done({ path: target, request: text, words: requestWords(request) })
  },

  'device.readRequest': (org, input) => {
    const read = findRequest(org, input)
    if (!read.ok) return read
    const { request, person, isMasked } = read.value
    const applied = org.preview(approval(request, stillSources))
    return done({
      person: {
        staffId: person.id,
        name: person.name ?? '',
        email: isMasked ? null : person.email,
        role: presentRole(org.state(), person.role),
      },
      name: request.name,
      words: requestWords(request),
      problem: org.mode === 'read-only' ? org.readOnlyBecause : applied.ok ? null : applied.error.message,
    })
  },

  'device.approve': (org, input, { host }) => {
    const read = findRequest(org, input)
    if (!read.ok) return read
    const { request } = read.value
    if (input.words !== undefined && words(input.words) !== requestWords(request)) {
      return failed(
        'wrong-words',
        'The eight words differ: this is not the request that the other console shows. Nothing was changed.',
      )
    }
    const applied = org.apply(approval(request, host.sources))
    if (!applied.ok) return applied
    const keys = [request.operator, request.console].map(({ publicKey }) => keyIdOf(publicKey))
    return done({ ...presentApplied(applied.value), keys })
  },

  'device.revoke': (org, { keys }) => {
    const rows: ChangeRow<'key.revoke'>[] = []
    for (const id of new Set(keys)) {
      const key = org.state().keys.get(id)
      if (key === undefined || presentKey(org, key, false) === null) {
        return failed('no-such-key', 'There is no such key in this organization.')
      }
      rows.push(revokeRow(key))
    }
    const applied = org.apply({ intents: [{ kind: 'key.revoke', body: { rows } }], personal: [] })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },

  'device.handOver': (org, { to }) => {
    const from = org.state().settings.registrar
    const applied = org.apply({ intents: [{ kind: 'registrar.set', body: { rows: [{ from, to }] } }], personal: [] })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },

  'device.replaceWords': (org, _input, { host }) => {
    const { words: recoveryWords, key } = recoveryWordsFrom(host.sources.random(16))
    const body = signRecoverySet(key, org.orgId, org.state().settings.recoveryPublicKey)
    const applied = org.apply({ intents: [{ kind: 'recovery.set', body }], personal: [] })
    return applied.ok ? done({ ...presentApplied(applied.value), recoveryWords }) : applied
  },

  'device.recover': async (org, { words: typed, email, name, passphrase }, session) => {
    if (org.kind === 'bundle') {
      return failed('not-an-org-file', 'This is an exported bundle. Make an organization file of it first.')
    }
    await catchUp(org, session)
    const { home, sources } = session.host
    const { path } = org
    const taken = takeOver(path, { home, sources, words: typed, email, deviceName: name, passphrase })
    if (!taken.ok) return taken
    const opened = openOrgFile(path, { home, sources, as: taken.value.email, passphrase })
    if (!opened.ok) return opened
    session.useOrg(opened.value)
    return done(readOrgInfo(opened.value))
  },
}

/**
 * What was settled elsewhere comes first, as far as the place can be reached: a take-over beside it would make two
 * histories. With a hub the next exchange settles it behind everything that is there.
 */
async function catchUp(org: Org, session: Session): Promise<void> {
  const place = findMeetingPlace(org, session.host.home)
  if (place === null || org.line.settledState().settings.sequencer === 'hub') return
  await session.exchangeAlone(() => exchangeAt(session, org, place))
}

const yes = { allowed: true, because: '' }

function no(because: string): ListedKey['mayRevoke'] {
  return { allowed: false, because }
}

function unlessReadOnly(org: Org, ask: () => ListedKey['mayRevoke']): ListedKey['mayRevoke'] {
  return org.mode === 'read-only' ? no(org.readOnlyBecause ?? '') : ask()
}

function mayManageConsoles(org: Org): ListedKey['mayRevoke'] {
  const decision = explainEdit(org.rules(), { who: org.actor!, edit: 'console.manage', atMs: org.now() })
  return { allowed: decision.allowed, because: decision.allowed ? '' : (decision.because[0]?.text ?? '') }
}

/** A key as the reader may see it; null when it belongs to somebody whom they may not see (S0.14). */
function presentKey(org: Org, key: EnrolledKey, isHere: boolean): ListedKey | null {
  const state = org.state()
  const seen = key.staffId === null ? 'full' : seeingPerson(org, key.staffId)
  if (seen === 'hidden') return null
  const person = key.staffId === null ? undefined : state.staff.get(key.staffId)
  const settles = state.settings.sequencer === 'registrar' && key.id === state.settings.registrar
  const { db } = org.store
  return {
    id: key.id,
    kind: key.kind,
    // The first console is often called after its owner, who may be somebody not to be seen.
    name: seen === 'full' && (key.staffId !== null || isHere) ? key.name : '',
    person:
      person === undefined
        ? null
        : { staffId: person.id, name: person.name ?? '', email: seen === 'full' ? person.email : null },
    isHere,
    isActing: key.id === org.draftOwner,
    settles,
    isRevoked: key.isRevoked,
    lastSeenMs:
      key.kind === 'operator'
        ? findLastUse(db, key.id)
        : settles
          ? readHead(db).settledAtMs
          : findLastHeard(db, key.id),
    mayRevoke: unlessReadOnly(org, () => {
      if (key.isRevoked) return no('It was revoked already.')
      const possible = org.preview({
        intents: [{ kind: 'key.revoke', body: { rows: [revokeRow(key)] } }],
        personal: [],
      })
      return possible.ok ? yes : no(possible.error.message)
    }),
  }
}

function revokeRow(key: EnrolledKey): ChangeRow<'key.revoke'> {
  const of = key.staffId === null ? {} : { staffId: key.staffId }
  return { ...of, key: key.id, from: 'enrolled', to: 'revoked' }
}

interface AskedKey {
  readonly kind: 'operator' | 'console'
  readonly publicKey: string
  readonly proof: string
}

/** One change that enrols keys of one person under one name. */
function enrolment(sources: Sources, staffId: StaffId, console: string, keys: readonly AskedKey[]): Wanted {
  const name: PersonalValue = personalValue(sources, staffId, 'device', console)
  const rows = keys.map(({ kind, publicKey, proof }) => ({
    staffId,
    key: keyIdOf(publicKey),
    from: null,
    to: { kind, publicKey, name: { hash: name.hash } },
    proof,
  }))
  const intent: Intent = { kind: 'key.enroll', body: { rows } }
  return { intents: [intent], personal: [name] }
}

function approval(request: DeviceRequest, sources: Sources): Wanted {
  return enrolment(sources, request.staffId, request.name, [
    { kind: 'operator', ...request.operator },
    { kind: 'console', ...request.console },
  ])
}

/** A preview keeps nothing, so that its salts need not be random. */
const stillSources: Sources = { random: (count) => new Uint8Array(count), now: () => 0 }

const mostRequestBytes = 20_000

function findRequest(
  org: Org,
  { path, request: text }: { readonly path?: string | undefined; readonly request?: string | undefined },
): Result<
  { request: DeviceRequest; person: StaffMember; isMasked: boolean },
  'bad-request' | 'file-not-found' | 'no-such-person' | 'bad-input'
> {
  if ((path === undefined) === (text === undefined)) {
    return failed('bad-input', 'Give the request as a file or as text: one of both.', { at: 'path' })
  }
  let content = text
  if (path !== undefined) {
    const file = resolve(path)
    if (!existsSync(file) || !statSync(file).isFile()) {
      return failed('file-not-found', `There is no file “${file}”. Check the name.`)
    }
    if (statSync(file).size > mostRequestBytes) return failed('bad-request', 'A request of a console is a small file.')
    content = readFileSync(file, 'utf8')
  }
  const request = readRequest(content!)
  if (!request.ok) return request
  if (request.value.org !== org.orgId) {
    return failed('bad-request', 'This request was made for another organization. Make one for this organization.')
  }
  const found = findVisible(org, request.value.staffId)
  if (found === undefined) return failed('no-such-person', 'There is no such person in this organization.')
  return done({ request: request.value, person: found.person, isMasked: found.masked })
}

function words(text: string): string {
  return text.trim().toLowerCase().split(/\s+/).join(' ')
}

function noSuchPerson(email: string): ReturnType<typeof failed<'no-such-person'>> {
  return failed('no-such-person', `There is nobody with the address ${emailKey(email)} here.`)
}
