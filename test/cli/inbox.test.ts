import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { value } from '../helpers/aDesk'
import { consoles } from '../helpers/consoles'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let folder: string
const org = () => desktop.path('northside.rolecall')

/** The office’s file and keys in a desktop of its own, after Mel removed Bo and Kim promoted Bo, offline. */
async function anOffice(): Promise<void> {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const people = [{ name: 'Bo', email: 'bo@northside.example', role: 'member' as never }]
  const [bo] = value(await office.desk.call('staff.add', { people, active: true })).staffIds
  for (const one of [office, ...others]) value(await one.desk.call('sync.exchange', { folder }))
  value(await others[0]!.desk.call('staff.remove', { staffIds: [bo!] }))
  value(await others[1]!.desk.call('staff.setRole', { staffId: bo!, role: 'manager' as never }))
  for (const one of [others[0]!, office, others[1]!, office]) value(await one.desk.call('sync.exchange', { folder }))
  for (const one of [office, ...others]) one.desk.close()
  mkdirSync(join(desktop.folder, 'home'), { recursive: true })
  cpSync(join(office.folder, 'home'), join(desktop.folder, 'home'), { recursive: true })
  renameSync(office.path, org())
}

describe('the inbox and the state of exchanging, from the command line', () => {
  beforeAll(() => {
    desktop = aDesktop()
    folder = desktop.path('meeting')
    mkdirSync(folder)
  })
  afterAll(() => desktop.dispose())

  it('lists, shows, previews, accepts and dismisses, with the org before or after the verb', async () => {
    await anOffice()
    const [item, ...more] = await desktop.json('inbox list', ['inbox', 'list', org()])
    expect(more).toEqual([])
    expect(item).toMatchObject({
      verdict: 'held',
      by: 'Kim',
      what: 'moved Bo from Member to Manager',
      cause: 'Bo was removed while Kim made another edit of them',
      rows: [{ code: 'removed', before: 'Member', mine: 'Manager', theirs: 'Removed, in Restore (Member)' }],
      closed: null,
    })
    expect(await desktop.json('inbox list', ['inbox', org(), 'list'])).toEqual([item])
    const short = item!.item.slice(0, 12)
    expect(await desktop.json('inbox show', ['inbox', 'show', org(), short])).toMatchObject({ item: item!.item })
    expect((await desktop.run('inbox', org(), 'show', short)).out).toMatch(
      /Met +Mel removed Bo, in Restore until purged/,
    )

    const impossible = await desktop.json('inbox accept', ['inbox', 'accept', org(), short, '--preview'], 1)
    expect(impossible).toMatchObject({ allowed: false, because: [{ code: 'removed' }], applied: null })
    expect(impossible.otherWays.map(({ how, allowed }) => [how, allowed])).toEqual([
      ['restore-first', true],
      ['restore-only', true],
    ])
    expect(impossible.values.map(({ whose, value: text, allowed }) => [whose, text, allowed])).toEqual([
      ['wanted', 'Manager', true],
      ['now', 'Removed, in Restore (Member)', true],
      ['other', 'Administrator', true],
    ])
    const other = ['inbox', 'accept', org(), short, '--how', 'restore-first', '--role', 'administrator', '--preview']
    expect((await desktop.json('inbox accept', other)).sentences).toEqual([
      'Restored Bo.',
      'Moved Bo from Member to Administrator.',
    ])
    const back = ['inbox', 'accept', org(), short, '--how', 'restore-first', '--before', '--preview']
    expect((await desktop.json('inbox accept', back)).sentences).toEqual(['Restored Bo.'])
    await desktop.refuses(1, 'inbox', 'accept', org(), short)
    await desktop.refuses(1, 'inbox', 'accept', org(), short, '--name', 'Somebody else')
    await desktop.refuses(2, 'inbox', 'accept', org(), short, '--turn', 'sideways')
    await desktop.refuses(2, 'inbox', 'accept', org(), short, '--how', 'somehow')
    await desktop.refuses(2, 'inbox', 'accept', org(), short, '--reach', 'far')
    for (const verb of ['show', 'accept', 'dismiss']) {
      const unknown = await desktop.refuses(2, 'inbox', verb, org(), 'ffffffffffff')
      expect(unknown).toMatchObject({ code: 'not-found', at: 'item' })
      expect(unknown.message).toMatch(/no item “ffffffffffff” .*“rolecall inbox list”/)
      const nonsense = await desktop.refuses(2, 'inbox', verb, org(), 'no id')
      expect(nonsense).toMatchObject({ code: 'bad-input', at: 'item' })
      expect(nonsense.message).toMatch(/“no id” is not .*“rolecall inbox list”/)
    }

    const done = await desktop.json('inbox accept', ['inbox', 'accept', org(), short, '--how', 'restore-first'])
    expect(done.sentences).toEqual(['Restored Bo.', 'Moved Bo from Member to Manager.'])
    expect(done.gain.every(({ email }) => email === 'bo@northside.example')).toBe(true)
    expect(await desktop.json('inbox list', ['inbox', 'list', org()])).toEqual([])
    expect((await desktop.json('inbox list', ['inbox', 'list', org(), '--closed']))[0]!.closed).toMatchObject({
      as: 'accepted',
      by: 'Robin Shaw',
    })
    expect((await desktop.refuses(1, 'inbox', 'dismiss', org(), short)).code).toBe('already-closed')
    await desktop.json('undo', ['undo', org(), done.applied!.item])
    await desktop.json('inbox dismiss', ['inbox', 'dismiss', org(), short])
    expect((await desktop.run('inbox', 'list', org())).out).toBe('The inbox is empty.\n')
  })

  it('says where the console stands, in both spellings, and exchanges at the last place when none is named', async () => {
    const status = await desktop.json('sync status', ['sync', 'status', org()])
    expect(status).toMatchObject({ settlesHere: true, halt: null, place: folder, inbox: 0, last: { ok: true } })
    expect(status.consoles.map(({ person, here }) => [person, here])).toContainEqual(['Mel', false])
    expect(await desktop.json('sync status', ['sync', org(), 'status'])).toMatchObject({ entry: status.entry })
    const { arrived } = await desktop.json('sync status', ['sync', 'status', org(), '--since', '2026-01-01'])
    // The office settled it, and did not do it.
    expect(arrived.map(({ by, what }) => [by, what])).toEqual([['Mel', 'removed Bo, in Restore until purged']])
    expect(await desktop.json('sync', ['sync', org()])).toMatchObject({ arrived: 0, pending: 0 })
    expect((await desktop.run('sync', 'status', org())).out).toMatch(/^Settled +entry \d+/)
    const file = readdirSync(folder, { recursive: true }).find((name) => String(name).endsWith('.jsonl'))
    writeFileSync(join(folder, dirname(String(file)), `900-901-${'a'.repeat(32)}.jsonl`), '{"half')
    expect((await desktop.run('sync', org())).out).toMatch(/^Passed over +1: half copied/m)
    await desktop.refuses(2, 'sync', 'status', org(), '--since', 'the day before')
  })

  it('begins anew in an emptied folder only when that is said', async () => {
    renameSync(folder, `${folder} elsewhere`)
    mkdirSync(folder)
    const refused = await desktop.run('sync', org())
    expect(refused).toMatchObject({ exit: 3, out: '' })
    expect(refused.err).toMatch(/^rolecall: Nothing of this organization lies in .*begins anew\. \(--begin-anew\)\n$/)
    expect(readdirSync(folder)).toEqual([])
    await desktop.refuses(2, 'sync', org(), '--hub', 'postgres://anna@127.0.0.1:1/rolecall', '--begin-anew')
    await desktop.refuses(2, 'sync', org(), '--file', desktop.path('letter.zip'), '--begin-anew')
    expect(await desktop.json('sync', ['sync', org(), '--begin-anew'])).toMatchObject({ arrived: 0, pending: 0 })
    expect(readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.jsonl'))).toBe(true)
  })
})
