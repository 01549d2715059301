import { grantKey } from '../../../shared/domain/orgState'
import type { OperationInput } from '../../../shared/operations/contract'
import { matrix } from '../../engine/matrix'
import type { Report, ReportColumn } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import { reachWords } from '../describeCell'
import { pendingThings } from '../pendingThings'
import { aboutReport } from './aboutReport'
import { chosenPermissions, permissionFilter } from './chosenPermissions'

type Filter = OperationInput<'report.write'>['filter']

/** What each role may do. */
export function matrixReport(org: Org, filter: Filter): Report {
  const state = org.state()
  const { blueprint } = state
  const areaNames = new Map(blueprint.areas.map(({ key, name }) => [key, name]))
  const chosen = new Set(chosenPermissions(org, filter).map(({ key }) => key))
  const pending = pendingThings(org, 'grant')
  const rows = matrix(state).filter((row) => chosen.has(row.permission))
  return {
    ...aboutReport(org, 'Role × permission', [permissionFilter(org, filter)]),
    tables: [
      {
        title: 'Role × permission',
        note: `• differs from the source’s default · (locked) cannot be changed · “not specified” is refused until somebody decides${pending.size === 0 ? '' : ' · (pending) is not settled yet'}`,
        columns: [
          { title: 'Area' },
          { title: 'Permission', weight: 2 },
          ...blueprint.roles.map(({ name }): ReportColumn => ({ title: name })),
        ],
        rows: () =>
          rows.map((row) => {
            const permission = blueprint.permissions.find(({ key }) => key === row.permission)!
            return [
              areaNames.get(permission.area) ?? '',
              permission.name,
              ...row.cells.map((cell) => {
                const reach = cell.isUnspecified ? 'not specified' : reachWords[cell.reach]
                return `${reach}${cell.isEdited ? ' •' : ''}${cell.isLocked ? ' (locked)' : ''}${cell.isOff ? ' (off)' : ''}${pending.has(grantKey(cell.role, row.permission)) ? ' (pending)' : ''}`
              }),
            ]
          }),
        count: rows.length,
        whenEmpty: 'There is no such permission.',
      },
    ],
  }
}
