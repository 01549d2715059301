import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Intent } from '../../../src/shared/domain/change'
import type { KeyId, PlaceId, RoleKey, StaffId } from '../../../src/shared/domain/ids'
import type { Desk } from '../../../src/main/operations/desk'
import type { Org, Wanted } from '../../../src/main/org/Org'
import { keyIdOf, type SigningKey, signingKey } from '../../../src/main/org/keys/ed25519'
import { openKeyring } from '../../../src/main/org/keys/keyring'
import { recoveryKeyOf } from '../../../src/main/org/keys/recoveryWords'
import { signEnrolment, signRecoverySet, signTakeOver } from '../../../src/main/org/keys/signClaims'
import { openOrg } from '../../../src/main/org/openOrg'
import { personalValue } from '../../../src/main/org/personalValues'
import { openStore } from '../../../src/main/store/openStore'
import { aDesk, aFolder, failure, value } from '../../helpers/aDesk'
import { seededSources } from '../../helpers/seededSources'

const sources = seededSources('key-changes')
const aKey = (seed: number) => signingKey(Buffer.alloc(32, seed))
const role = (key: string) => key as RoleKey

let desk: Desk
let folder: string
let path: string
let words: string[]
let org: Org
let owner: StaffId

async function anOrg(blueprint: string) {
  folder = aFolder()
  desk = aDesk(folder)
  path = join(folder, 'northside.rolecall')
  const ownerName = 'Robin Shaw'
  const ownerEmail = 'robin@northside.example'
  const created = await desk.call('org.create', { path, name: 'Northside', blueprint, ownerName, ownerEmail })
  words = value(created).recoveryWords
  value(await desk.call('org.open', { path }))
  org = desk.org!
  owner = org.actor!
}

async function add(name: string, roleKey: string, at: readonly string[] = []): Promise<StaffId> {
  const email = `${name.toLowerCase()}@northside.example`
  const people = [{ name, email, role: role(roleKey), at: at as PlaceId[] }]
  return value(await desk.call('staff.add', { people, active: true })).staffIds[0]!
}

interface Enrolment {
  readonly by?: SigningKey
  readonly org?: string
  readonly kind?: 'operator' | 'console'
  readonly provenFor?: StaffId
}

function enrol(staffId: StaffId, key: SigningKey, more: Enrolment = {}): Wanted {
  const kind = more.kind ?? 'operator'
  const name = personalValue(sources, staffId, 'device', `desk of ${staffId.slice(0, 4)}`)
  const proof = signEnrolment(more.by ?? key, more.org ?? org.orgId, more.provenFor ?? staffId, kind)
  const to = { kind, publicKey: key.publicKey, name: { hash: name.hash } }
  return {
    intents: [{ kind: 'key.enroll', body: { rows: [{ staffId, key: key.id, from: null, to, proof }] } }],
    personal: [name],
  }
}

function revoke(key: KeyId, staffId: StaffId | undefined): Wanted {
  const row = { ...(staffId === undefined ? {} : { staffId }), key, from: 'enrolled' as const, to: 'revoked' as const }
  return { intents: [{ kind: 'key.revoke', body: { rows: [row] } }], personal: [] }
}

const only = (intent: Intent): Wanted => ({ intents: [intent], personal: [] })
const handOver = (from: KeyId, to: KeyId): Wanted => only({ kind: 'registrar.set', body: { rows: [{ from, to }] } })

/** The same file with somebody else at the desk; the console keys of both are here. */
function actingAs(staffId: StaffId, operator: SigningKey, console?: SigningKey): Org {
  org.refresh()
  const store = value(openStore(path))
  const registrar = () => value(openKeyring(join(folder, 'home')).unlock(org.state().settings.registrar, undefined))
  const identity = { staffId, operator, console: console ?? registrar() }
  // Opened beside the desk: whoever writes first, the other one reads it afterwards.
  const state = structuredCloneOfState(org)
  return openOrg({ store, kind: 'org', orgId: org.orgId, state, identity, readOnlyBecause: null, sources })
}

function structuredCloneOfState(from: Org) {
  const { staff, staffIdByEmail, places, grants, switches, keys, documents, inbox, blueprint, settings } = from.state()
  return {
    blueprint,
    settings,
    staff: new Map(staff),
    staffIdByEmail: new Map(staffIdByEmail),
    places: new Map(places),
    grants: new Map(grants),
    switches: new Map(switches),
    keys: new Map(keys),
    documents: new Map(documents),
    inbox: new Map(inbox),
  }
}

const verify = async () => expect(value(await desk.call('org.verify', {})).problems).toEqual([])
function refusal(result: ReturnType<Org['apply']>): string {
  if (result.ok) throw new Error('It was applied.')
  return result.error.because?.[0]?.code ?? result.error.code
}

describe('key.enroll', () => {
  beforeEach(() => anOrg('prokeep'))

  it('lets a person sign from a further console of theirs, without any right', async () => {
    const mel = await add('Mel', 'member')
    value(org.apply(enrol(mel, aKey(1))))
    const melsDesk = actingAs(mel, aKey(1))
    value(melsDesk.apply(enrol(mel, aKey(2))))
    expect(melsDesk.state().keys.get(aKey(2).id)).toMatchObject({ staffId: mel, kind: 'operator', isRevoked: false })
    melsDesk.close()
    await verify()
  })

  it('refuses keys that anybody could sign with, that are known, or that nobody has shown to hold', async () => {
    const mel = await add('Mel', 'member')
    const ben = await add('Ben', 'member')
    value(org.apply(enrol(mel, aKey(1))))
    const smallOrder = { ...aKey(3), publicKey: `01${'00'.repeat(31)}`, id: keyIdOf(`01${'00'.repeat(31)}`) }
    const recovery = recoveryKeyOf(words.join(' '))!
    expect(refusal(org.apply(enrol(mel, smallOrder)))).toBe('bad-key')
    expect(refusal(org.apply(enrol(mel, { ...aKey(3), id: aKey(4).id })))).toBe('bad-key')
    expect(refusal(org.apply(enrol(ben, aKey(1))))).toBe('key-known')
    expect(refusal(org.apply(enrol(mel, aKey(1), { kind: 'console' })))).toBe('key-known')
    expect(refusal(org.apply(enrol(mel, recovery)))).toBe('key-known')
    expect(refusal(org.apply(enrol(mel, aKey(3), { by: aKey(4) })))).toBe('bad-proof')
    expect(refusal(org.apply(enrol(mel, aKey(3), { provenFor: ben })))).toBe('bad-proof')
    expect(refusal(org.apply(enrol(mel, aKey(3), { org: 'f'.repeat(64) })))).toBe('bad-proof')
    expect(refusal(org.apply(enrol(mel, aKey(1))))).toBe('nothing-to-change')
  })

  it('is for whoever manages that person, and could give all that they hold', async () => {
    value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
    const max = await add('Max', 'manager', ['location:riverton'])
    const [near, far] = [await add('Mel', 'member', ['location:riverton']), await add('Fay', 'member')]
    const give = (staffId: StaffId, permission: string) => {
      const to = { reach: 'all', places: null, untilMs: null }
      const row = { staffId, permission, from: null, to }
      value(org.apply(only({ kind: 'staff.grant', body: { rows: [row] } } as unknown as Intent)))
    }
    give(max, 'users.view')
    value(org.apply(enrol(max, aKey(1))))
    const before = actingAs(max, aKey(1))
    // Max sees Fay, and edits nobody but at Riverton.
    expect(before.apply(enrol(far, aKey(2))).ok).toBe(false)
    value(before.apply(enrol(near, aKey(3))))
    before.close()
    org.refresh()
    give(near, 'settings.global')
    const after = actingAs(max, aKey(1))
    expect(after.apply(enrol(near, aKey(4))).ok).toBe(false)
    after.close()
    await verify()
  })

  it('is for active people only', async () => {
    const mel = await add('Mel', 'member')
    value(await desk.call('staff.remove', { staffIds: [mel] }))
    expect(refusal(org.apply(enrol(mel, aKey(1))))).toBe('not-active')
    expect(refusal(org.apply(enrol('0'.repeat(32) as StaffId, aKey(1))))).toBe('no-such-person')
  })

  it('is taken back by revoking, and the key never comes back', async () => {
    const mel = await add('Mel', 'member')
    value(org.apply(enrol(mel, aKey(1))))
    value(await desk.call('change.undo', {}))
    expect(org.state().keys.get(aKey(1).id)?.isRevoked).toBe(true)
    expect(refusal(org.apply(enrol(mel, aKey(1))))).toBe('key-known')
    expect(
      failure(await desk.call('change.undo', { item: value(await desk.call('log.list', {})).items[0]!.item })).code,
    ).toBe('cannot-undo')
    await verify()
  })

  it('names the console in words, and forgets its name with the person (S4.28)', async () => {
    const mel = await add('Mel', 'member')
    value(org.apply(enrol(mel, aKey(1), { kind: 'console' })))
    const title = value(await desk.call('log.list', {})).items[0]!.title
    expect(title).toBe(`enrolled the console “desk of ${mel.slice(0, 4)}” for Mel`)
    value(await desk.call('staff.remove', { staffIds: [mel] }))
    value(await desk.call('staff.purge', { staffId: mel, confirm: true }))
    expect(org.state().keys.get(aKey(1).id)).toMatchObject({ name: '', isRevoked: true })
    expect(org.store.db.all('SELECT * FROM personal WHERE staff_id = ?', mel)).toEqual([])
    await verify()
  })
})

describe('key.revoke', () => {
  beforeEach(() => anOrg('prokeep'))

  it('ends what a key may do from the next change on', async () => {
    const mel = await add('Mel', 'administrator')
    value(org.apply(enrol(mel, aKey(1))))
    const melsDesk = actingAs(mel, aKey(1))
    value(
      melsDesk.apply(
        only({ kind: 'switch.set', body: { rows: [{ switch: 'feature', key: 'broadcast', from: null, to: false }] } }),
      ),
    )
    value(org.apply(revoke(aKey(1).id, mel)))
    const later = only({
      kind: 'switch.set',
      body: { rows: [{ switch: 'feature', key: 'broadcast', from: false, to: true }] },
    })
    expect(failure(melsDesk.apply(later))).toMatchObject({ code: 'not-allowed', message: /was revoked/ })
    melsDesk.close()
    expect(org.state().switches.get('feature/broadcast')?.on).toBe(false)
    await verify()
  })

  it('stops within a batch, too', async () => {
    value(org.apply(enrol(owner, aKey(1))))
    const robins = actingAs(owner, aKey(1))
    const batch = { intents: [...revoke(aKey(1).id, owner).intents, ...enrol(owner, aKey(2)).intents], personal: [] }
    const before = robins.revision()
    expect(failure(robins.apply(batch)).message).toMatch(/was revoked/)
    expect(robins.revision()).toEqual(before)
    robins.close()
  })

  it('keeps the console that settles, and the last key of the top role', () => {
    expect(refusal(org.apply(revoke(org.state().settings.registrar, undefined)))).toBe('registrar')
    expect(refusal(org.apply(revoke(org.draftOwner as KeyId, owner)))).toBe('last-key')
    value(org.apply(enrol(owner, aKey(1))))
    value(org.apply(revoke(org.draftOwner as KeyId, owner)))
  })

  it('finds no key under the name of somebody else', async () => {
    const mel = await add('Mel', 'member')
    value(org.apply(enrol(mel, aKey(1))))
    expect(refusal(org.apply(revoke(aKey(1).id, owner)))).toBe('no-such-key')
    expect(refusal(org.apply(revoke(aKey(1).id, undefined)))).toBe('no-such-key')
    expect(refusal(org.apply(revoke(aKey(9).id, undefined)))).toBe('no-such-key')
  })
})

describe('registrar.set', () => {
  beforeEach(() => anOrg('prokeep'))

  it('hands over to an enrolled console, which then settles', async () => {
    const mel = await add('Mel', 'administrator')
    const first = org.state().settings.registrar
    expect(refusal(org.apply(handOver(first, aKey(5).id)))).toBe('no-such-console')
    value(org.apply(enrol(mel, aKey(4))))
    expect(refusal(org.apply(handOver(first, aKey(4).id)))).toBe('no-such-console')
    value(org.apply(enrol(mel, aKey(5), { kind: 'console' })))
    expect(refusal(org.apply(handOver(aKey(4).id, aKey(5).id)))).toBe('changed-meanwhile')
    value(org.apply(handOver(first, aKey(5).id)))
    expect(org.line.maySettle).toBe(false)
    const melsDesk = actingAs(mel, aKey(4), aKey(5))
    value(melsDesk.apply(handOver(aKey(5).id, first)))
    melsDesk.close()
    org.refresh()
    value(org.apply(revoke(aKey(5).id, mel)))
    await verify()
  })

  it('stays with somebody: who owns the console that settles cannot be purged', async () => {
    const mel = await add('Mel', 'administrator')
    const first = org.state().settings.registrar
    value(org.apply(enrol(owner, aKey(1))))
    value(org.apply(enrol(mel, aKey(5), { kind: 'console' })))
    value(org.apply(handOver(first, aKey(5).id)))
    const there = actingAs(owner, aKey(1), aKey(5))
    const purge = only({ kind: 'staff.purge', body: { rows: [{ staffId: mel, from: 'removed', to: 'purged' }] } })
    value(
      there.apply(only({ kind: 'staff.remove', body: { rows: [{ staffId: mel, from: 'active', to: 'removed' }] } })),
    )
    expect(refusal(there.apply(purge))).toBe('registrar')
    value(there.apply(handOver(aKey(5).id, first)))
    there.close()
    org.refresh()
    value(org.apply(purge))
    expect(org.state().keys.get(aKey(5).id)?.isRevoked).toBe(true)
    await verify()
  })

  it('takes over with the recovery words, once, in the name of the top role', async () => {
    const mel = await add('Mel', 'member')
    const from = org.state().settings.registrar
    const recovery = recoveryKeyOf(`  ${words.join('\n').toUpperCase()} `)!
    const old = org.draftOwner as KeyId
    const take = (staffId: StaffId, by: SigningKey, [console, operator]: readonly SigningKey[]) => {
      const name = personalValue(sources, staffId, 'device', 'new laptop')
      const named = (key: SigningKey) => ({ publicKey: key.publicKey, name: { hash: name.hash } })
      const wanted = { staffId, console: named(console!), operator: named(operator!), revokes: [from, old] }
      const body = signTakeOver(by, org.orgId, from, wanted, console!.id)
      return { name, console: console!, operator: operator!, body }
    }
    const attempt = ({ console, operator, body, name }: ReturnType<typeof take>, author = owner) => {
      const there = actingAs(author, operator, console)
      const result = there.apply({ intents: [{ kind: 'registrar.set', body }], personal: [name] })
      there.close()
      return result
    }
    const fresh = [aKey(6), aKey(7)]
    expect(refusal(attempt(take(owner, aKey(8), fresh)))).toBe('recovery-words')
    expect(refusal(attempt(take(mel, recovery, fresh), mel))).toBe('not-top-role')
    expect(failure(attempt(take(owner, recovery, fresh), mel)).code).toBe('not-allowed')
    const altered = take(owner, recovery, fresh)
    altered.body.rows[0]!.takeOver!.revokes.pop()
    expect(refusal(attempt(altered))).toBe('recovery-words')
    const good = take(owner, recovery, fresh)
    value(attempt(good))
    org.refresh()
    expect(org.state().settings.registrar).toBe(aKey(6).id)
    expect(org.state().keys.get(old)?.isRevoked).toBe(true)
    expect(refusal(attempt(good))).toBe('key-known')
    await verify()
    const bundle = join(folder, 'after.json')
    value(await desk.call('org.export', { path: bundle }))
    value(await desk.call('org.open', { path: bundle }))
  })
})

describe('recovery.set', () => {
  it('is for the top role, and makes the old words worthless', async () => {
    await anOrg('prokeep')
    const mel = await add('Mel', 'manager')
    value(org.apply(enrol(mel, aKey(1))))
    const from = org.state().settings.recoveryPublicKey
    const wanted = (key: SigningKey) => only({ kind: 'recovery.set', body: signRecoverySet(key, org.orgId, from) })
    const melsDesk = actingAs(mel, aKey(1))
    expect(refusal(melsDesk.apply(wanted(aKey(2))))).toBe('not-top-role')
    melsDesk.close()
    expect(refusal(org.apply(wanted(aKey(1))))).toBe('key-known')
    const unproven = signRecoverySet(aKey(2), 'f'.repeat(64), from)
    expect(refusal(org.apply(only({ kind: 'recovery.set', body: unproven })))).toBe('bad-proof')
    value(org.apply(wanted(aKey(2))))
    expect(refusal(org.apply(wanted(aKey(3))))).toBe('changed-meanwhile')
    expect(org.state().settings.recoveryPublicKey).toBe(aKey(2).publicKey)
    await verify()
  })
})
