import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applyImport, previewImport, readImport } from '../../../src/main/exchange/importSession'
import type { PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { markPending } from '../../../src/main/operations/pendingThings'
import { aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'
import { seededSources } from '../../helpers/seededSources'

const member = 'member' as RoleKey

/** Everything that a console shows as pending, by the list that shows it. */
async function pendingOf({ desk }: Console, bo: string) {
  const marked = <Row extends { pending?: boolean | undefined }>(rows: readonly Row[]) =>
    rows.filter(({ pending }) => pending === true)
  const matrix = value(await desk.call('grant.matrix', {}))
  const history = value(await desk.call('log.list', {}))
  const ofBo = value(await desk.call('log.list', { about: bo as never }))
  return {
    staff: marked(value(await desk.call('staff.list', {})).rows).map(({ name }) => name),
    panel: value(await desk.call('staff.show', { staffId: bo as never })).person.pending ?? false,
    found: value(await desk.call('staff.find', { email: 'bo@northside.example' })).pending ?? false,
    tree: marked(value(await desk.call('place.tree', {})).lines.map(({ place }) => place)).map(({ id }) => id),
    places: marked(value(await desk.call('place.list', {}))).map(({ id }) => id),
    cells: matrix.permissions.flatMap(({ key, cells }) => marked(cells).map((cell) => `${cell.role} ${key}`)),
    rungs: marked(value(await desk.call('role.list', {})).rungs).map(({ key }) => key),
    switches: marked(value(await desk.call('switch.list', {}))).map(({ key }) => key),
    history: history.pending.items.map(({ by, sentence, verdict }) => [by.name, sentence, verdict]),
    ofBo: ofBo.pending.items.map(({ sentence }) => sentence),
    entries: history.total,
  }
}

it('shows as pending, on every list, what is not settled yet, and no longer once it is', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Kim', role: 'administrator' }])
  const kim = others[0]!
  const folder = aFolder()
  const people = ['Bo', 'Cleo'].map((name) => ({
    name,
    email: `${name.toLowerCase()}@northside.example`,
    role: member,
  }))
  const [bo] = value(await office.desk.call('staff.add', { people, active: true })).staffIds
  const { permissions } = value(await office.desk.call('grant.matrix', {}))
  const cell = permissions.flatMap((one) =>
    one.cells
      .filter(({ role, isEditable, reach }) => role === member && isEditable && reach === 'none')
      .map(({ allowedReaches }) => ({ permission: one.key, reach: allowedReaches.find((reach) => reach !== 'none')! })),
  )[0]!
  for (const one of [office, kim]) value(await one.desk.call('sync.exchange', { folder }))
  const nothing = {
    staff: [],
    panel: false,
    found: false,
    tree: [],
    places: [],
    cells: [],
    rungs: [],
    switches: [],
    history: [],
    ofBo: [],
  }
  expect(await pendingOf(kim, bo!)).toMatchObject(nothing)

  const added = value(await kim.desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  value(await kim.desk.call('staff.setRole', { staffId: bo!, role: 'manager' as RoleKey }))
  value(await kim.desk.call('grant.set', { edits: [{ role: member, ...cell }] }))
  value(await kim.desk.call('feature.set', { key: 'broadcast', on: false }))
  // What Ctrl Z takes back is the newest, settled or not.
  const nextUndo = async ({ desk }: Console) => value(await desk.call('change.undoable', {}))
  expect(await nextUndo(kim)).toMatchObject({
    settled: null,
    pending: { kinds: ['switch.set'], by: { name: 'Kim' }, verdict: 'applied' },
  })
  expect((await nextUndo(office)).pending).toBeNull()
  const shown = await pendingOf(kim, bo!)
  expect(shown).toMatchObject({
    staff: ['Bo'],
    panel: true,
    found: true,
    tree: [added.place],
    places: [added.place],
    cells: [`member ${cell.permission}`],
    rungs: ['member'],
    switches: ['broadcast'],
    ofBo: ['moved Bo from Member to Manager'],
  })
  expect(shown.history.map(([by, , verdict]) => [by, verdict])).toEqual(
    Array.from({ length: 4 }, () => ['Kim', 'applied']),
  )
  expect(shown.history[1]![1]).toBe('moved Bo from Member to Manager')

  const report = async (kind: 'access' | 'matrix') => {
    const path = join(kim.folder, `${kind}.json`)
    value(await kim.desk.call('report.write', { kind, format: 'json', path, replace: true }))
    return readFileSync(path, 'utf8')
  }
  const access = await report('access')
  expect(access).toContain('4 of this desktop, shown here and not settled yet')
  expect(access.match(/"active, pending"/g)).toHaveLength(1)
  expect((await report('matrix')).match(/[^·] \(pending\)/g)).toHaveLength(1)

  // In the past nothing waits, and another page of the history has no first lines.
  value(await kim.desk.call('org.travel', { to: String(shown.entries) }))
  expect(await pendingOf(kim, bo!)).toMatchObject({ ...nothing, entries: shown.entries })
  value(await kim.desk.call('org.travel', { to: null }))
  expect(value(await kim.desk.call('log.list', { offset: 1 })).pending.total).toBe(0)
  expect(value(await kim.desk.call('log.list', { kind: 'staff.setRole' })).pending.total).toBe(1)
  expect(value(await kim.desk.call('log.list', { who: bo! })).pending.total).toBe(0)

  for (const one of [kim, office, kim]) value(await one.desk.call('sync.exchange', { folder }))
  expect(await pendingOf(kim, bo!)).toMatchObject({ ...nothing, entries: shown.entries + 4 })
  expect(await pendingOf(office, bo!)).toMatchObject(nothing)
  expect(await nextUndo(kim)).toMatchObject({ settled: { kinds: ['switch.set'] }, pending: null })
  value(await kim.desk.call('place.add', { kind: 'location', name: 'Harbor' }))
  value(await kim.desk.call('feature.set', { key: 'broadcast', on: true }))
  value(await kim.desk.call('change.undo', {}))
  expect(await nextUndo(kim)).toMatchObject({ pending: { kinds: ['place.create'] } })
  for (const one of [kim, office, kim]) value(await one.desk.call('sync.exchange', { folder }))
  expect((await report('access')) + (await report('matrix'))).not.toContain('pending')
})

it('marks nobody of whom only name and role may be seen', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Kim', role: 'administrator' }])
  const kim = others[0]!
  const people = [{ name: 'Bo', email: 'bo@northside.example', role: member }]
  const [bo] = value(await kim.desk.call('staff.add', { people, active: true })).staffIds
  const row = { id: bo! as string }
  expect(markPending(kim.org, 'staff', [row, { ...row, masked: true }])).toEqual([
    { ...row, pending: true },
    { ...row, masked: true },
  ])
  expect(markPending(kim.org, 'place', [{ id: bo! as unknown as PlaceId }])).toEqual([row])
  expect(markPending(office.org, 'staff', [row])).toEqual([row])
})

it('looks again for findings, and asks to check a file again, after a change that is only pending', async () => {
  const { others } = await consoles('prokeep', [{ name: 'Kim', role: 'administrator' }])
  const kim = others[0]!
  const people = [{ name: 'Bo', email: 'bo@northside.example', role: member }]
  const file = join(kim.folder, 'staff.csv')
  writeFileSync(file, 'email,name\nbo@northside.example,Bo\n')
  const { placeKinds } = kim.org.state().blueprint
  const read = value(await readImport(file, placeKinds))
  const options = { active: true, createPlaces: true, skipRefused: false }
  const preview = value(await previewImport(kim.org, read, read.mapping, options, () => true))
  const idle = async () =>
    value(await kim.desk.call('audit.findings', {}))
      .rules.map(({ key, findings }) => `${key} ${findings}`)
      .join()
  const before = await idle()
  const { n } = kim.org.revision()

  value(await kim.desk.call('staff.add', { people, active: true }))
  expect(kim.org.revision().n).toBe(n)
  expect(await idle()).not.toBe(before)
  expect(failure(await applyImport(kim.org, preview, seededSources('an import')))).toMatchObject({
    code: 'preview-is-old',
  })
})
