import { cellKey, type Matrix, type MatrixPermission } from './matrixCells'

export interface MatrixFilter {
  readonly text: string
  readonly areas: readonly string[]
  readonly onlyDifferences: boolean
  readonly onlyEdited: boolean
  readonly onlyUnspecified: boolean
  /** Permissions that wait for somebody to decide who gets them. */
  readonly onlyNew: boolean
  /** Permissions whose feature or product is off are left out, and counted, unless they are asked for. */
  readonly withOff: boolean
}

export const noFilter: MatrixFilter = {
  text: '',
  areas: [],
  onlyDifferences: false,
  onlyEdited: false,
  onlyUnspecified: false,
  onlyNew: false,
  withOff: false,
}

export interface AreaRows {
  readonly key: string
  readonly name: string
  /** All that fit the filter, shown or folded away. */
  readonly permissions: readonly MatrixPermission[]
}

/**
 * The permissions that fit, under their areas in the order of the blueprint; areas without any are left out.
 *
 * @param staged  keys of staged cells (`cellKey`)
 * @param waiting keys of new permissions
 * @returns       the areas, and how many permissions are left out only because they are off
 */
export function filterMatrix(
  matrix: Matrix,
  filter: MatrixFilter,
  staged: ReadonlySet<string>,
  waiting: ReadonlySet<string> = new Set(),
): { readonly areas: readonly AreaRows[]; readonly hiddenOff: number } {
  const wanted = filter.text.trim().toLowerCase()
  const areaNameByKey = new Map(matrix.areas.map((area) => [area.key, area.name]))
  let hiddenOff = 0
  const fitsByArea = new Map<string, MatrixPermission[]>()

  for (const permission of matrix.permissions) {
    const isStaged = permission.cells.some((cell) => staged.has(cellKey(cell.role, permission.key)))
    const words = `${permission.name} ${permission.key} ${permission.summary} ${areaNameByKey.get(permission.area) ?? ''}`
    if (wanted !== '' && !words.toLowerCase().includes(wanted)) continue
    if (filter.areas.length > 0 && !filter.areas.includes(permission.area)) continue
    if (filter.onlyEdited && !isStaged) continue
    if (filter.onlyDifferences && !isStaged && !permission.cells.some((cell) => cell.isEdited)) continue
    if (filter.onlyUnspecified && !permission.cells.some((cell) => cell.isUnspecified)) continue
    if (filter.onlyNew && !waiting.has(permission.key)) continue
    if (isOff(permission) && !filter.withOff && !isStaged && wanted === '') {
      hiddenOff += 1
      continue
    }
    const fits = fitsByArea.get(permission.area)
    if (fits === undefined) fitsByArea.set(permission.area, [permission])
    else fits.push(permission)
  }

  const areas = matrix.areas.flatMap((area) => {
    const permissions = fitsByArea.get(area.key)
    return permissions === undefined ? [] : [{ key: area.key, name: area.name, permissions }]
  })
  return { areas, hiddenOff }
}

/** Off for everybody, whatever the roles say. */
export function isOff(permission: MatrixPermission): boolean {
  return permission.cells.length > 0 && permission.cells.every((cell) => cell.isOff)
}
