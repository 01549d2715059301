import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { done, failed } from '../../shared/domain/result'
import type { ColumnMapping } from '../../shared/domain/staffImport'
import {
  applyImport,
  describeColumns,
  type ImportSession,
  listImportRows,
  previewImport,
  readImport,
} from '../exchange/importSession'
import { seeingPerson } from './seenBy'
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
      const { table, fileName, mapping, knownExport } = file.value
      return done({
        importId,
        fileName,
        encoding: table.encoding,
        delimiter: table.delimiter,
        sheet: table.sheet,
        sheets: [...table.sheets],
        columns: describeColumns(table),
        mapping,
        knownExport: knownExport?.name ?? null,
        rows: table.rows.length,
      })
    }),

  'import.preview': (org, { importId, job, mapping, role, active, createPlaces, skipRefused }, session) =>
    session.watch(job, async (watch) => {
      const found = session.imports.get(importId)
      if (found === undefined) return unknownImport
      const options = { active, createPlaces, skipRefused, ...(role === undefined ? {} : { role }) }
      const sees = (staffId: Parameters<typeof seeingPerson>[1]) => seeingPerson(org, staffId) === 'full'
      const preview = await previewImport(org, found.file, withoutGaps(mapping), options, sees, watch)
      if (!preview.ok) return preview
      session.imports.set(importId, { ...found, preview: preview.value })
      const { counts, newPlaces, blockedBecause } = preview.value.plan
      return done({ counts, newPlaces: [...newPlaces], blockedBecause: [...blockedBecause] })
    }),

  'import.rows': (_org, { importId, status, offset, limit }, session) => {
    const preview = session.imports.get(importId)?.preview
    if (preview == null) return unknownImport
    const { total, rows } = listImportRows(preview, { status, offset, limit })
    return done({
      total,
      rows: rows.map(({ plan: _plan, ...row }) => ({ ...row, text: [...row.text], at: [...row.at] })),
    })
  },

  'import.apply': (org, { importId, job }, session) =>
    session.watch(job, async (watch) => {
      const preview: ImportSession['preview'] | undefined = session.imports.get(importId)?.preview
      if (preview == null) return unknownImport
      const applied = await applyImport(org, preview, session.host.sources, watch)
      if (!applied.ok) return applied
      session.imports.delete(importId)
      return done({ ...applied.value, changes: [...applied.value.changes] })
    }),
}

const unknownImport = failed('unknown-import', 'This file is no longer at hand. Choose it again.')

function withoutGaps(mapping: { readonly [Field in keyof ColumnMapping]?: number | undefined }): ColumnMapping {
  return Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined)) as ColumnMapping
}
