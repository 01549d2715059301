/** What a column of a staff file may hold (cli.md, "Import understands"). */
export const importFields = ['email', 'name', 'firstName', 'lastName', 'role', 'places'] as const
export type ImportField = (typeof importFields)[number]

/** Column number, from 0, of each field that has one. */
export type ColumnMapping = { readonly [Field in ImportField]?: number }

export const importStatuses = ['new', 'changed', 'unchanged', 'skipped', 'refused'] as const
export type ImportStatus = (typeof importStatuses)[number]
