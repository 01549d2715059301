import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { KeyId, PermissionKey, PlaceId, RoleKey, StaffId } from '../../../src/shared/domain/ids'
import type { Desk } from '../../../src/main/operations/desk'
import { signingKey } from '../../../src/main/org/keys/ed25519'
import { openKeyring } from '../../../src/main/org/keys/keyring'
import { signEnrolment, signRecoverySet } from '../../../src/main/org/keys/signClaims'
import { personalValue } from '../../../src/main/org/personalValues'
import { canonicalBytes, recordId, signedMessage } from '../../../src/main/org/record'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, aFolder, failure, value } from '../../helpers/aDesk'
import { seededSources } from '../../helpers/seededSources'

const role = (key: string) => key as RoleKey
const place = (id: string) => id as PlaceId
const may = (key: string) => key as PermissionKey

/** An organization with people of every role; who they are by the first letter of their name. */
async function anOrg(
  blueprint: string,
  people: readonly { name: string; role: string; at?: readonly string[] }[],
  more: { readonly ownRoles?: boolean } = {},
) {
  const made = await aDeskWithOrg(blueprint, aFolder(), more)
  const { desk } = made
  for (const name of ['Riverton', 'Harbor']) value(await desk.call('place.add', { kind: 'location', name }))
  const added = value(
    await desk.call('staff.add', {
      people: people.map(({ name, role: key, at = [] }) => ({
        name,
        email: `${name.toLowerCase()}@northside.example`,
        role: role(key),
        at: at.map(place),
      })),
      active: true,
    }),
  )
  const idOf = Object.fromEntries(people.map(({ name }, i) => [name, added.staffIds[i]!])) as Record<string, StaffId>
  return { ...made, idOf }
}

async function importFile(desk: Desk, folder: string, text: string) {
  const path = join(folder, 'staff.csv')
  writeFileSync(path, text)
  const file = value(await desk.call('import.read', { path }))
  const preview = value(await desk.call('import.preview', { importId: file.importId, mapping: file.mapping }))
  return { preview, applied: await desk.call('import.apply', { importId: file.importId }) }
}

/** Nothing of what is tried may leave an entry. */
async function nothingHappens(desk: Desk, tries: Readonly<Record<string, () => Promise<{ ok: boolean }>>>) {
  const before = value(await desk.call('org.info', {})).revision
  const went: string[] = []
  for (const [name, attempt] of Object.entries(tries)) if ((await attempt()).ok) went.push(name)
  expect(went).toEqual([])
  expect(value(await desk.call('org.info', {})).revision).toEqual(before)
}

/** Tries to have a key approved that somebody else holds the secret of: for another person, or a further one. */
async function enrolFor(acting: Desk, staffId: StaffId) {
  const key = signingKey(Buffer.alloc(32, `device of ${staffId}`))
  const name = personalValue(seededSources('device'), staffId, 'device', 'laptop')
  const proof = signEnrolment(key, acting.org!.orgId, staffId, 'operator')
  const to = { kind: 'operator' as const, publicKey: key.publicKey, name: { hash: name.hash } }
  const rows = [{ staffId, key: key.id, from: null, to, proof }]
  return acting.org!.apply({ intents: [{ kind: 'key.enroll', body: { rows } }], personal: [name] })
}

async function revokeKey(acting: Desk, staffId: StaffId, key: KeyId) {
  const rows = [{ staffId, key, from: 'enrolled' as const, to: 'revoked' as const }]
  return acting.org!.apply({ intents: [{ kind: 'key.revoke', body: { rows } }], personal: [] })
}

async function handOver(acting: Desk, to: KeyId) {
  const from = acting.org!.state().settings.registrar
  return acting.org!.apply({ intents: [{ kind: 'registrar.set', body: { rows: [{ from, to }] } }], personal: [] })
}

async function replaceRecovery(acting: Desk) {
  const { orgId } = acting.org!
  const from = acting.org!.state().settings.recoveryPublicKey
  const body = signRecoverySet(signingKey(Buffer.alloc(32, 8)), orgId, from)
  return acting.org!.apply({ intents: [{ kind: 'recovery.set', body }], personal: [] })
}

describe('no road goes down an up-only ladder (S4.19–S4.25)', () => {
  const staff = [
    { name: 'Ada', role: 'admin' },
    { name: 'Pia', role: 'project-manager' },
    { name: 'Tom', role: 'teammate' },
  ]

  it('not by move, import, undo, restore or adding again', async () => {
    const { desk, folder, idOf } = await anOrg('staff-ladder', staff)
    const promoted = value(await desk.call('staff.setRole', { staffId: idOf.Tom!, role: role('office-manager') }))
    const removed = value(await desk.call('staff.remove', { staffIds: [idOf.Pia!] }))
    const again = (email: string) =>
      desk.call('staff.add', { people: [{ name: 'Pia', email, role: role('freelancer') }] })
    await nothingHappens(desk, {
      'a move': () => desk.call('staff.setRole', { staffId: idOf.Ada!, role: role('teammate') }),
      'a move by one rung': () => desk.call('staff.setRole', { staffId: idOf.Tom!, role: role('teammate') }),
      'undo of the promotion': () => desk.call('change.undo', { item: promoted.item }),
      'the same e-mail while in Restore': () => again('pia@northside.example'),
      'the same e-mail in capitals': () => again('PIA@Northside.Example'),
      'a move while in Restore': () => desk.call('staff.setRole', { staffId: idOf.Pia!, role: role('freelancer') }),
      'the e-mail of somebody present': () => again('tom@northside.example'),
      'taking an address from Restore': () =>
        desk.call('staff.edit', { staffId: idOf.Tom!, email: 'pia@northside.example' }),
      'an import': async () =>
        (await importFile(desk, folder, 'email,name,role\nada@northside.example,Ada,Teammate\n')).applied,
      'an import of somebody in Restore': async () =>
        (await importFile(desk, folder, 'email,name,role\npia@northside.example,Pia,Freelancer\n')).applied,
      'a move of many': () =>
        desk.call('staff.bulk', { who: { ids: [idOf.Ada!] }, do: { kind: 'set-role', role: role('teammate') } }),
      'the guided way while in Restore': () =>
        desk.call('staff.demote', { staffId: idOf.Pia!, role: role('freelancer') }),
    })
    value(await desk.call('change.undo', { item: removed.item }))
    expect(value(await desk.call('staff.show', { staffId: idOf.Pia! })).person.role.key).toBe('project-manager')
  })

  it('not by a demotion without its hand-over, written past the operation that asks for it (S4.20)', async () => {
    const { desk, folder, path, idOf } = await anOrg('staff-ladder', staff)
    value(await desk.call('place.add', { kind: 'project', name: 'Gate' }))
    value(await desk.call('staff.assign', { staffId: idOf.Pia!, add: [place('project:gate')] }))
    const bare = { staffId: idOf.Pia!, from: role('project-manager'), to: role('office-manager') }
    const write = (acting: Desk, rows: (typeof bare)[]) =>
      acting.org!.apply({ intents: [{ kind: 'staff.demote', body: { rows } }], personal: [] })
    await nothingHappens(desk, {
      'somebody still assigned': async () => write(desk, [bare]),
      'a demotion that goes up': async () =>
        write(desk, [{ staffId: idOf.Tom!, from: role('teammate'), to: role('admin') }]),
      'out of the one Super Admin': async () =>
        write(desk, [{ staffId: desk.org!.actor!, from: role('super-admin'), to: role('admin') }]),
    })
    const tom = await actAs(folder, path, idOf.Tom!, 'tom@northside.example')
    await nothingHappens(tom, { 'without the right to': async () => write(tom, [bare]) })
    const down = value(
      await desk.call('staff.demote', {
        staffId: idOf.Pia!,
        role: role('office-manager'),
        items: [{ key: 'project:gate', do: 'drop' }],
      }),
    )
    const undone = value(await desk.call('change.undo', { item: down.item }))
    await nothingHappens(desk, {
      'doing what was undone again': () => desk.call('change.undo', { item: undone.item }),
      'undoing it twice': () => desk.call('change.undo', { item: down.item }),
    })
  })

  it('nobody moves into or out of the one Super Admin, or edits them (S4.4, S4.6, S4.22)', async () => {
    const { desk, folder, path, idOf } = await anOrg('staff-ladder', staff)
    const owner = value(await desk.call('org.info', {})).actor!.staffId
    const admin = await actAs(folder, path, idOf.Ada!, 'ada@northside.example')
    for (const acting of [desk, admin]) {
      await nothingHappens(acting, {
        'into it': () => acting.call('staff.setRole', { staffId: idOf.Ada!, role: role('super-admin') }),
        'a second one': () =>
          acting.call('staff.add', {
            people: [{ name: 'Two', email: 'two@northside.example', role: role('super-admin') }],
          }),
        'out of it': () => acting.call('staff.setRole', { staffId: owner, role: role('admin') }),
        removed: () => acting.call('staff.remove', { staffIds: [owner] }),
        'an import': async () =>
          (await importFile(acting, folder, 'email,name,role\nada@northside.example,Ada,Super Admin\n')).applied,
      })
    }
    await nothingHappens(admin, {
      'an edit of their details': () => admin.call('staff.edit', { staffId: owner, name: 'Somebody Else' }),
      'a look at their access': () => admin.call('access.ofPerson', { who: owner }),
      'a key of the Super Admin': () => enrolFor(admin, owner),
      'new recovery words': () => replaceRecovery(admin),
      'a grant to themselves': () =>
        admin.call('grant.set', {
          edits: [{ role: role('admin'), permission: may('subscription.manage'), reach: 'all' }],
        }),
    })
    const shown = value(await admin.call('staff.show', { staffId: owner })).person
    expect(shown).toMatchObject({ name: 'Robin Shaw', role: { key: 'super-admin' }, email: null, at: [], masked: true })
    expect(value(await admin.call('log.list', { about: owner })).total).toBe(0)
  })

  it('not by reordering, deleting or adding roles of their own', async () => {
    const { desk, idOf } = await anOrg('staff-ladder', staff, { ownRoles: true })
    // Nobody is a Salesperson or a Freelancer: those may be moved about.
    value(await desk.call('role.move', { role: role('freelancer'), under: role('teammate') }))
    value(await desk.call('role.move', { role: role('freelancer'), under: role('salesperson') }))
    value(await desk.call('staff.remove', { staffIds: [idOf.Pia!] }))
    await nothingHappens(desk, {
      'their role moved below another': () =>
        desk.call('role.move', { role: role('project-manager'), under: role('office-manager') }),
      'their role moved to the bottom': () =>
        desk.call('role.move', { role: role('admin'), under: role('freelancer') }),
      'another role moved above theirs': () =>
        desk.call('role.move', { role: role('salesperson'), under: role('super-admin') }),
      'another role moved above that of somebody in Restore': () =>
        desk.call('role.move', { role: role('office-manager'), under: role('admin') }),
      'their role deleted': () => desk.call('role.delete', { role: role('admin'), reassignTo: role('teammate') }),
      'their role deleted while in Restore': () =>
        desk.call('role.delete', { role: role('project-manager'), reassignTo: role('freelancer') }),
      'into the one Super Admin by deletion': () =>
        desk.call('role.delete', { role: role('teammate'), reassignTo: role('super-admin') }),
      'a second Super Admin role that manages everyone above': () =>
        desk.call('role.move', { role: role('super-admin'), under: role('admin') }),
    })
    // Upwards a deletion goes; and then it cannot be taken back, since that would lead down.
    const wish = { do: 'delete' as const, role: role('teammate'), reassignTo: role('office-manager') }
    expect(value(await desk.call('role.preview', { wish })).finalBecause).toMatch(/cannot be taken back/)
    const deleted = value(await desk.call('role.delete', { role: wish.role, reassignTo: wish.reassignTo }))
    await nothingHappens(desk, { 'undo of the deletion': () => desk.call('change.undo', { item: deleted.item }) })
    expect(value(await desk.call('staff.show', { staffId: idOf.Tom! })).person.role.key).toBe('office-manager')
  })

  it('not by a newer blueprint that moves otherwise', async () => {
    const { desk, folder } = await anOrg('staff-ladder', staff)
    const blueprint = desk.org!.state().blueprint
    const offer = (name: string, changed: object) => {
      const path = join(folder, `${name}.json`)
      writeFileSync(path, JSON.stringify({ ...blueprint, version: 2, ...changed }))
      return desk.call('blueprint.update', { path })
    }
    const before = JSON.stringify(desk.org!.rules().blueprint.ladder)
    // What an update may not change it leaves as it is: only new permissions and words come in.
    await offer('moves', { ladder: { ...blueprint.ladder, moves: 'any' } })
    expect(JSON.stringify(desk.org!.rules().blueprint.ladder)).toBe(before)
    const forged = { ...blueprint, version: 3, ladder: { ...blueprint.ladder, moves: 'any' as const } }
    const rows = [{ from: desk.org!.state().blueprint, to: forged }]
    await nothingHappens(desk, {
      'a forged update': async () =>
        desk.org!.apply({ intents: [{ kind: 'blueprint.update', body: { rows } }], personal: [] }),
      'a forged copy': async () =>
        desk.org!.apply({ intents: [{ kind: 'blueprint.own', body: { rows } }], personal: [] }),
    })
  })

  it('not by a forged log: every replay judges again', async () => {
    const { desk, folder, path, idOf } = await anOrg('staff-ladder', staff)
    value(await desk.call('staff.setRole', { staffId: idOf.Tom!, role: role('office-manager') }))
    value(await desk.call('org.close', {}))
    const db = new Database(path)
    const last = db
      .prepare('SELECT * FROM entry JOIN change ON change.id = entry.change_id ORDER BY n DESC LIMIT 1')
      .get() as Record<string, unknown>
    const [change, entry] = db
      .prepare(
        'SELECT change.bytes AS c, entry.bytes AS e FROM entry JOIN change ON change.id = entry.change_id ORDER BY n DESC LIMIT 1',
      )
      .raw()
      .get() as [Buffer, Buffer]
    const keyring = openKeyring(`${folder}/home`)
    const operator = value(keyring.unlock(String(last['key']), undefined))
    const console = value(keyring.unlock(db.prepare('SELECT registrar FROM org').pluck().get() as string, undefined))
    // The owner's own keys sign: only the rules stand against it.
    const forged = JSON.parse(change.toString())
    forged.body.rows[0].to = 'freelancer'
    const changeBytes = canonicalBytes(forged)
    const changeId = recordId('change', changeBytes)
    const entryBytes = canonicalBytes({ ...JSON.parse(entry.toString()), changeId })
    const hash = recordId('entry', entryBytes)
    db.pragma('foreign_keys = OFF')
    db.prepare('UPDATE change SET id = ?, bytes = ?, signature = ?, item = ? WHERE id = ?').run(
      changeId,
      changeBytes,
      operator.sign(signedMessage(changeId)),
      changeId,
      last['change_id'],
    )
    db.prepare('UPDATE entry SET change_id = ?, hash = ?, bytes = ?, signature = ? WHERE n = ?').run(
      changeId,
      hash,
      entryBytes,
      console.sign(signedMessage(hash)),
      last['n'],
    )
    db.prepare('UPDATE change_staff SET change_id = ? WHERE change_id = ?').run(changeId, last['change_id'])
    db.prepare("UPDATE staff SET role = 'freelancer', role_rank = 6 WHERE id = ?").run(idOf.Tom!)
    db.close()
    value(await desk.call('org.open', { path }))
    const verified = value(await desk.call('org.verify', {}))
    expect(verified.problems[0]?.text).toMatch(/it says “applied”, but the rules say “refused”/)
    const bundle = join(folder, 'forged.json')
    value(await desk.call('org.export', { path: bundle }))
    expect(failure(await desk.call('org.open', { path: bundle })).code).toBe('bad-bundle')
  })
})

describe('a Manager gets no further than their own places and their own rank (S0.4, S0.9, S0.14)', () => {
  const staff = [
    { name: 'Mia', role: 'manager', at: ['location:riverton'] },
    { name: 'Max', role: 'manager', at: ['location:harbor'] },
    { name: 'Rob', role: 'member', at: ['location:riverton'] },
    { name: 'Hal', role: 'member', at: ['location:harbor'] },
    { name: 'Two', role: 'member', at: ['location:riverton', 'location:harbor'] },
    { name: 'Ida', role: 'administrator' },
  ]

  async function aManager() {
    const made = await anOrg('prokeep', staff)
    const item = value(
      await made.desk.call('grant.set', {
        edits: [{ role: role('member'), permission: may('dashboard.view'), reach: 'assigned' }],
      }),
    ).item
    const mia = await actAs(made.folder, made.path, made.idOf.Mia!, 'mia@northside.example')
    return { ...made, mia, item }
  }

  it('may do what the table says', async () => {
    const { mia, idOf } = await aManager()
    value(await mia.call('staff.edit', { staffId: idOf.Rob!, name: 'Robert' }))
    value(await mia.call('staff.setRole', { staffId: idOf.Rob!, role: role('manager') }))
    value(await enrolFor(mia, idOf.Rob!))
    value(await enrolFor(mia, idOf.Mia!))
    value(
      await mia.call('staff.add', {
        people: [
          { name: 'New', email: 'new@northside.example', role: role('member'), at: [place('location:riverton')] },
        ],
      }),
    )
  })

  it('and no more, by any road', async () => {
    const { desk, mia, folder, idOf, item } = await aManager()
    const owner = desk.org!.actor!
    const ownersKey = desk.org!.draftOwner as KeyId
    const more = { reach: 'all' as const, places: null, untilMs: null }
    const rows = [{ staffId: idOf.Rob!, permission: may('settings.global'), from: null, to: more }]
    value(desk.org!.apply({ intents: [{ kind: 'staff.grant', body: { rows } }], personal: [] }))
    const add = (key: string, at: string[]) =>
      mia.call('staff.add', {
        people: [{ name: 'New', email: 'new@northside.example', role: role(key), at: at.map(place) }],
      })
    await nothingHappens(mia, {
      'their own promotion': () => mia.call('staff.setRole', { staffId: idOf.Mia!, role: role('administrator') }),
      'a promotion above themselves': () =>
        mia.call('staff.setRole', { staffId: idOf.Rob!, role: role('administrator') }),
      'a new administrator': () => add('administrator', ['location:riverton']),
      'somebody new elsewhere': () => add('member', ['location:harbor']),
      'somebody new everywhere': () => add('member', []),
      'an edit elsewhere': () => mia.call('staff.edit', { staffId: idOf.Hal!, name: 'Harold' }),
      'the role of somebody half elsewhere': () =>
        mia.call('staff.setRole', { staffId: idOf.Two!, role: role('manager') }),
      'the removal of somebody half elsewhere': () => mia.call('staff.remove', { staffIds: [idOf.Two!] }),
      'the removal of an administrator': () => mia.call('staff.remove', { staffIds: [idOf.Ida!] }),
      'a place of others': () => mia.call('staff.assign', { staffId: idOf.Rob!, add: [place('location:harbor')] }),
      'a place of others for themselves': () =>
        mia.call('staff.assign', { staffId: idOf.Mia!, add: [place('location:harbor')] }),
      'a place taken elsewhere': () =>
        mia.call('staff.assign', { staffId: idOf.Two!, remove: [place('location:harbor')] }),
      'more for their own role': () =>
        mia.call('grant.set', {
          edits: [{ role: role('manager'), permission: may('contacts.unblock'), reach: 'all' }],
        }),
      'a feature': () => mia.call('feature.set', { key: 'broadcast', on: false }),
      'a new top-level place': () => mia.call('place.add', { kind: 'location', name: 'Dock 9' }),
      'a place elsewhere renamed': () => mia.call('place.edit', { place: place('location:harbor'), name: 'Mine' }),
      'their place moved under another': () =>
        mia.call('place.edit', { place: place('location:riverton'), parent: place('location:harbor') }),
      'undo of an administrator’s edit': () => mia.call('change.undo', { item }),
      'everything exported': () => mia.call('org.export', { path: join(folder, 'all.json') }),
      'a copy of the file': () => mia.call('org.saveCopy', { path: join(folder, 'copy.rolecall') }),
      'a key of somebody more powerful': () => enrolFor(mia, idOf.Ida!),
      'a key of the owner': () => enrolFor(mia, owner),
      'a key of somebody half elsewhere': () => enrolFor(mia, idOf.Two!),
      'a key of somebody elsewhere': () => enrolFor(mia, idOf.Hal!),
      'a key of a person who holds more than oneself': () => enrolFor(mia, idOf.Rob!),
      'the revoking of a key of somebody more powerful': () => revokeKey(mia, owner, ownersKey),
      'the settling for another console': () => handOver(mia, mia.org!.state().settings.registrar),
      'new recovery words': () => replaceRecovery(mia),
      'an import that promotes': async () =>
        (await importFile(mia, folder, 'email,name,role,location\nrob@northside.example,Rob,Administrator,Riverton\n'))
          .applied,
      'an import elsewhere': async () =>
        (await importFile(mia, folder, 'email,name,role,location\nnew@northside.example,New,Member,Harbor\n')).applied,
      'an import with a new place': async () =>
        (await importFile(mia, folder, 'email,name,role,location\nnew@northside.example,New,Member,Dock 9\n')).applied,
    })
  })

  it('sees no administrator in any list, search, count, answer or history (S0.14)', async () => {
    const { mia, idOf } = await aManager()
    const list = value(await mia.call('staff.list', { limit: 1000 }))
    expect(list.rows.map((row) => row.name).toSorted()).toEqual(['Mia', 'Rob', 'Two'])
    expect(list).toMatchObject({ total: 3, counts: { staff: 3 } })
    const info = value(await mia.call('org.info', {}))
    expect(info.counts.byRole).not.toHaveProperty('administrator')
    // The ladder itself is no secret: it has as many rungs for everybody.
    expect(info.blueprint.roles).toBe(3)
    expect(value(await mia.call('role.list', {})).rungs).toHaveLength(3)
    const seen = JSON.stringify([
      list,
      info,
      value(await mia.call('search.all', { text: 'i' })),
      value(await mia.call('overview.read', {})),
      value(await mia.call('overview.charts', {})),
      value(await mia.call('log.list', {})),
      value(await mia.call('role.list', {})).rungs.map((rung) => rung.people),
      value(await mia.call('access.whoCan', { do: may('users.view') })),
    ])
    expect(seen).not.toMatch(/Robin|Ida\b|robin@|ida@|Max|Hal\b/)
    expect(seen).toMatch(/an administrator/i)
    for (const hidden of [idOf.Ida!, idOf.Hal!]) {
      expect(failure(await mia.call('staff.show', { staffId: hidden })).code).toBe('no-such-person')
      expect(failure(await mia.call('access.ofPerson', { who: hidden })).code).toBe('no-such-person')
    }
    const taken = await mia.call('staff.add', {
      people: [{ name: 'Ida', email: 'ida@northside.example', role: role('member'), at: [place('location:riverton')] }],
    })
    expect(failure(taken).message).toBe(
      'ida@northside.example is taken by somebody whom you may not see. Ask somebody with the top role.',
    )
    expect(failure(await mia.call('staff.find', { email: 'ida@northside.example' })).code).toBe('no-such-person')
    expect(failure(await mia.call('access.can', { who: 'ida@northside.example', do: may('users.view') })).code).toBe(
      'no-such-person',
    )
  })
})
