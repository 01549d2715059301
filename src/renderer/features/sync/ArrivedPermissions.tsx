import Box from '@mui/material/Box'
import type { PermissionKey } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { FailureNotice } from '../../components/FailureNotice'
import { TextLink } from '../../components/TextLink'
import { useOperation } from '../../stores/useOperation'
import { countPeople } from '../../words/countOf'
import { ListCard } from '../../components/ListCard'

type Arrived = OperationOutput<'sync.arrived'>

interface ArrivedPermissionsProps {
  readonly arrived: Arrived
  readonly onPermission: (permission: PermissionKey) => void
}

const lineSx = {
  display: 'flex',
  gap: 2,
  px: 4,
  py: '9px',
  borderTop: '1px solid',
  borderColor: 'line',
  '&:first-of-type': { borderTop: 0 },
} as const

/** What roles, grants, switches and places are now, and of which permission how many people have more or less. */
export function ArrivedPermissions({ arrived, onPermission }: ArrivedPermissionsProps) {
  const { compareId, counts, permissions } = arrived
  const rules = useOperation('compare.rules', compareId === null || counts.rules === 0 ? null : { compareId })
  const lines = rules.value === null ? [] : linesOf(rules.value)
  return (
    <>
      {rules.failure !== null && <FailureNotice failure={rules.failure} onRetry={rules.reload} />}
      {lines.length > 0 && (
        <ListCard label="Roles, grants, switches and places">
          {lines.map(({ what, change }) => (
            <Box component="li" key={`${what}/${change}`} sx={lineSx}>
              <b>{what}</b>
              <Box component="span" sx={{ color: 'dim' }}>
                {change}
              </Box>
            </Box>
          ))}
        </ListCard>
      )}
      {permissions.length > 0 && (
        <ListCard label="Permissions of which people have more or less">
          {permissions.map(({ permission, name, gaining, losing }) => (
            <Box component="li" key={permission} sx={lineSx}>
              <TextLink onClick={() => onPermission(permission)}>{name}</TextLink>
              <Box component="span" sx={{ color: 'dim', ml: 'auto' }}>
                {[
                  ...(gaining > 0 ? [`▲ more for ${countPeople(gaining)}`] : []),
                  ...(losing > 0 ? [`▼ less for ${countPeople(losing)}`] : []),
                ].join(' · ')}
              </Box>
            </Box>
          ))}
        </ListCard>
      )}
      {lines.length === 0 && permissions.length === 0 && (
        <Box sx={{ color: 'dim' }}>Nobody may do more or less, and no role, grant, switch or place is another.</Box>
      )}
    </>
  )
}

function linesOf(rules: OperationOutput<'compare.rules'>): { readonly what: string; readonly change: string }[] {
  const onOff = (value: boolean | null) => (value === null ? 'not there' : value ? 'on' : 'off')
  return [
    ...rules.roles.map((what) => ({ what: 'Roles', change: what })),
    ...rules.cells.map((cell) => ({
      what: `${cell.roleName}: ${cell.name}`,
      change: `${cell.before ?? 'not there'} → ${cell.after ?? 'not there'}`,
    })),
    ...rules.switches.map((one) => ({ what: one.name, change: `${onOff(one.before)} → ${onOff(one.after)}` })),
    ...rules.places.map((one) => ({ what: one.name, change: one.what.join(', ') })),
  ]
}
