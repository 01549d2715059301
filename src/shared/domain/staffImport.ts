/** What a column of a staff file may hold (cli.md, "Import understands"). */
export const importFields = ['email', 'name', 'firstName', 'lastName', 'role', 'places'] as const
export type ImportField = (typeof importFields)[number]

/** Column number, from 0, of each field that has one. */
export type ColumnMapping = {
  readonly [Field in ImportField]?: number
} & {
  /** Further columns that hold places, each of a kind of its own. */
  readonly morePlaces?: readonly number[]
}

/** Every column that a mapping uses. */
export function mappedColumns(mapping: ColumnMapping): number[] {
  const { morePlaces = [], ...fields } = mapping
  return [...Object.values(fields), ...morePlaces]
}

/** What becomes of a row whose name somebody here has under another e-mail address. */
export const sameNameRules = ['new', 'same', 'ask'] as const
export type SameNameRule = (typeof sameNameRules)[number]

export const importStatuses = ['new', 'changed', 'unchanged', 'skipped', 'refused'] as const
export type ImportStatus = (typeof importStatuses)[number]
