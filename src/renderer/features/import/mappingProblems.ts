import type { ImportField } from '../../../shared/domain/staffImport'

export type Mapping = Partial<Record<ImportField, number>> & { readonly morePlaces?: readonly number[] }

/** The fields of a staff file, in the order people think of them. */
export const fieldWords: readonly { readonly field: ImportField; readonly label: string; readonly hint: string }[] = [
  { field: 'email', label: 'E-mail', hint: 'Needed: people are recognized by it.' },
  { field: 'name', label: 'Name', hint: 'The whole name, or first and last name below.' },
  { field: 'firstName', label: 'First name', hint: '' },
  { field: 'lastName', label: 'Last name', hint: '' },
  { field: 'role', label: 'Role', hint: 'Without one, everybody new gets the role chosen beside.' },
  { field: 'places', label: 'Places', hint: 'Several in one cell, divided by commas or semicolons.' },
]

/** What stands against a mapping, in words; empty when rows can be previewed. */
export function mappingProblems(mapping: Mapping): readonly string[] {
  const problems: string[] = []
  if (mapping.email === undefined) problems.push('Choose the column that holds the e-mail addresses.')
  if (mapping.name === undefined && mapping.firstName === undefined && mapping.lastName === undefined) {
    problems.push('Choose the column that holds the names.')
  }
  const twice = fieldWords.filter(({ field }) => {
    const column = mapping[field]
    return column !== undefined && fieldWords.some((other) => other.field !== field && mapping[other.field] === column)
  })
  if (twice.length > 1) problems.push(`One column is used twice: ${twice.map(({ label }) => label).join(' and ')}.`)
  return problems
}

/** What is worth knowing before the preview, though it does not stand against it. */
export function mappingHints(mapping: Mapping, defaultRole: string | null): readonly string[] {
  if (mapping.role !== undefined || defaultRole !== null) return []
  return [
    'Without a role, people who are not here yet get the lowest one. Choose a column for the role, or a role for everybody new.',
  ]
}

/** The mapping with a field put on a column, or taken off it (null). */
export function remap(mapping: Mapping, field: ImportField, column: number | null): Mapping {
  const { [field]: _before, ...others } = mapping
  const morePlaces = others.morePlaces?.filter((other) => other !== column)
  const rest = morePlaces === undefined ? others : { ...others, morePlaces }
  return column === null ? rest : { ...rest, [field]: column }
}

/** The mapping with the columns that hold further places. */
export function withMorePlaces(mapping: Mapping, columns: readonly number[]): Mapping {
  const { morePlaces: _before, ...rest } = mapping
  const free = columns.filter((column) => !Object.values(rest).includes(column))
  return free.length === 0 ? rest : { ...rest, morePlaces: free }
}
