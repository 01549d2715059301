import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type ColumnMapping, importFields, mappedColumns } from '../../shared/domain/staffImport'
import { columnWord } from '../exchange/matchColumns'

const parseRemembered = z.array(
  z.object({
    /** The words of the column names, sorted: what a file is known by. */
    header: z.array(z.string()),
    /** The word of the column that holds each field. */
    fields: z.partialRecord(z.enum(importFields), z.string()),
    morePlaces: z.array(z.string()),
  }),
)
type Remembered = z.output<typeof parseRemembered>[number]

const mostRemembered = 50
const fileName = 'import-mappings.json'

/** How the columns of a file with these names were mapped last on this desktop; null when never. Local, never exchanged. */
export function recallMapping(home: string, header: readonly string[]): ColumnMapping | null {
  const words = header.map(columnWord)
  const key = keyOf(words)
  const known = readMappings(home).find((one) => JSON.stringify(one.header) === key)
  if (known === undefined) return null
  const mapping: { [Field in (typeof importFields)[number]]?: number } = {}
  for (const field of importFields) {
    const word = known.fields[field]
    if (word !== undefined) mapping[field] = words.indexOf(word)
  }
  const morePlaces = known.morePlaces.map((word) => words.indexOf(word))
  return morePlaces.length === 0 ? mapping : { ...mapping, morePlaces }
}

/** Keeps a mapping that somebody chose; `found` is what the names alone say, and needs no memory. */
export function rememberMapping(
  home: string,
  header: readonly string[],
  mapping: ColumnMapping,
  found: ColumnMapping,
): void {
  const words = header.map(columnWord)
  const isUnclear = mappedColumns(mapping).some((column) => words.indexOf(words[column] ?? '') !== column)
  const others = readMappings(home).filter((one) => JSON.stringify(one.header) !== keyOf(words))
  if (isUnclear || sameMapping(mapping, found)) return writeMappings(home, others)
  const { morePlaces = [], ...fields } = mapping
  const remembered: Remembered = {
    header: words.toSorted(),
    fields: Object.fromEntries(Object.entries(fields).map(([field, column]) => [field, words[column]!])),
    morePlaces: morePlaces.map((column) => words[column]!),
  }
  writeMappings(home, [remembered, ...others].slice(0, mostRemembered))
}

function sameMapping(one: ColumnMapping, other: ColumnMapping): boolean {
  const more = (mapping: ColumnMapping) => [...(mapping.morePlaces ?? [])].sort((a, b) => a - b).join()
  return importFields.every((field) => one[field] === other[field]) && more(one) === more(other)
}

function keyOf(words: readonly string[]): string {
  return JSON.stringify(words.toSorted())
}

/** A damaged file counts as empty: it only costs the memory. */
function readMappings(home: string): Remembered[] {
  try {
    return parseRemembered.parse(JSON.parse(readFileSync(join(home, fileName), 'utf8')))
  } catch {
    return []
  }
}

function writeMappings(home: string, mappings: readonly Remembered[]): void {
  mkdirSync(home, { recursive: true })
  const temporary = join(home, `${fileName}.tmp`)
  writeFileSync(temporary, JSON.stringify(mappings, null, 1))
  renameSync(temporary, join(home, fileName))
}
