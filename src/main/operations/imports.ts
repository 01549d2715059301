import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { StaffId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import type { ColumnMapping } from '../../shared/domain/staffImport'
import {
  applyImport,
  describeColumns,
  type ImportPreview,
  type ImportSession,
  listImportRows,
  previewImport,
  readImport,
} from '../exchange/importSession'
import { explainEdit } from '../engine/explainEdit'
import { importResult } from '../exchange/importResult'
import type { Removal } from '../exchange/writeImport'
import type { Org } from '../org/Org'
import { storeFailure } from '../store/failures'
import { recallMapping, rememberMapping } from './importMappings'
import { presentRole } from './present'
import { seeingPerson } from './seenBy'
import { presentApplied } from './present'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `import.${string}`>

/** Files that one window keeps read; the oldest is forgotten. */
const importsKept = 4

export const importHandlers: Pick<OrgHandlers, Handled> = {
  'import.read': (org, { path, sheet, job }, session) =>
    session.watch(job, async (watch) => {
      const file = await readImport(resolve(path), org.state().blueprint.placeKinds, watch, sheet)
      if (!file.ok) return file
      const importId = randomUUID()
      session.imports.set(importId, { file: file.value, preview: null })
      for (const oldest of [...session.imports.keys()].slice(0, -importsKept)) session.imports.delete(oldest)
      const { table, fileName, knownExport } = file.value
      const recalled = recallMapping(session.host.home, table.header)
      return done({
        importId,
        fileName,
        encoding: table.encoding,
        delimiter: table.delimiter,
        sheet: table.sheet,
        sheets: [...table.sheets],
        columns: describeColumns(table),
        mapping: withList(recalled ?? file.value.mapping),
        isRemembered: recalled !== null,
        knownExport: knownExport?.name ?? null,
        rows: table.rows.length,
      })
    }),

  'import.preview': (org, { importId, job, mapping, role, answers, ...rest }, session) =>
    session.watch(job, async (watch) => {
      const found = session.imports.get(importId)
      if (found === undefined) return unknownImport
      const options = {
        ...rest,
        answers: new Map(answers.map(({ line, same }) => [line, same])),
        ...(role === undefined ? {} : { role }),
      }
      const sees = (staffId: Parameters<typeof seeingPerson>[1]) => seeingPerson(org, staffId) === 'full'
      const preview = await previewImport(org, found.file, withoutGaps(mapping), options, sees, watch)
      if (!preview.ok) return preview
      session.imports.set(importId, { ...found, preview: preview.value })
      const { counts, questions, newPlaces, blockedBecause } = preview.value.plan
      const missing = preview.value.missing.length
      return done({ counts, questions, missing, newPlaces: [...newPlaces], blockedBecause: [...blockedBecause] })
    }),

  'import.rows': (_org, { importId, ...wanted }, session) => {
    const preview = session.imports.get(importId)?.preview
    if (preview == null) return unknownImport
    const { total, rows } = listImportRows(preview, wanted)
    return done({
      total,
      rows: rows.map(({ plan: _plan, staffId: _staffId, question, ...row }) => ({
        ...row,
        text: [...row.text],
        at: [...row.at],
        question:
          question === null
            ? null
            : {
                staffId: question.person.id,
                name: question.person.name ?? '',
                email: question.person.email ?? '',
                answer: question.answer,
              },
      })),
    })
  },

  'import.missing': (org, { importId, offset, limit }, session) => {
    const preview = session.imports.get(importId)?.preview
    if (preview == null) return unknownImport
    const state = org.state()
    return done({
      total: preview.missing.length,
      rows: preview.missing.slice(offset, offset + limit).flatMap(({ staffId, text }) => {
        const person = state.staff.get(staffId)
        if (person === undefined) return []
        const { name, email, role } = person
        const mayRemove = mayRemovePerson(org, staffId)
        const shown = { staffId, name: name ?? '', email: email ?? '', role: presentRole(state, role).name }
        return [{ ...shown, state: person.state as string, text, mayRemove }]
      }),
    })
  },

  'import.saveResult': (_org, { importId, path, status, replace }, session) => {
    const preview = session.imports.get(importId)?.preview
    if (preview == null) return unknownImport
    const target = resolve(path)
    if (existsSync(target) && !replace) {
      return failed('file-exists', `“${basename(target)}” exists already and was left as it is. Choose another name.`)
    }
    const rows = preview.plan.rows.filter((row) => status === undefined || row.status === status)
    try {
      writeFileSync(target, importResult(rows))
      return done({ path: target, rows: rows.length })
    } catch (error) {
      return storeFailure(error, target)
    }
  },

  'import.apply': (org, { importId, job, remove }, session) =>
    session.watch(job, async (watch) => {
      const found = session.imports.get(importId)
      const preview: ImportSession['preview'] | undefined = found?.preview
      if (found === undefined || preview == null) return unknownImport
      const removals = removalsOf(org, preview, remove)
      if (!removals.ok) return removals
      const applied = await applyImport(org, preview, session.host.sources, watch, removals.value)
      if (!applied.ok) return applied
      rememberMapping(session.host.home, found.file.table.header, preview.mapping, found.file.mapping)
      session.imports.delete(importId)
      const { added, changed, places, removed } = applied.value
      return done({ ...presentApplied(applied.value), added, changed, places, removed })
    }),
}

/** Who goes: of the missing people only, and with `all` only those whom the actor may remove. */
function removalsOf(
  org: Org,
  preview: ImportPreview,
  remove: 'all' | readonly StaffId[],
): Result<Removal[], 'not-missing'> {
  const missing = new Set(preview.missing.map(({ staffId }) => staffId))
  const wanted = remove === 'all' ? [...missing].filter((id) => mayRemovePerson(org, id).allowed) : [...new Set(remove)]
  const removals: Removal[] = []
  for (const staffId of wanted) {
    const person = org.state().staff.get(staffId)
    if (!missing.has(staffId) || person === undefined || (person.state !== 'active' && person.state !== 'invited')) {
      return failed('not-missing', 'Only people who are not in the file can be removed with it.')
    }
    removals.push({ staffId, state: person.state })
  }
  return done(removals)
}

function mayRemovePerson(org: Org, staffId: StaffId): { allowed: boolean; because: string } {
  if (org.actor === null) return { allowed: false, because: 'Nobody is signed in.' }
  if (org.actor === staffId) return { allowed: false, because: 'This is you: nobody removes themselves with a file.' }
  const decision = explainEdit(org.rules(), { who: org.actor, edit: 'staff.remove', on: staffId, atMs: org.now() })
  return { allowed: decision.allowed, because: decision.allowed ? '' : (decision.because[0]?.text ?? '') }
}

function withList(mapping: ColumnMapping) {
  const { morePlaces, ...fields } = mapping
  return morePlaces === undefined ? fields : { ...fields, morePlaces: [...morePlaces] }
}

const unknownImport = failed('unknown-import', 'This file is no longer at hand. Choose it again.')

function withoutGaps(mapping: {
  readonly [Field in keyof ColumnMapping]?: ColumnMapping[Field] | undefined
}): ColumnMapping {
  return Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined)) as ColumnMapping
}
