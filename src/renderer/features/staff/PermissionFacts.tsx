import Box from '@mui/material/Box'
import type { PermissionKey, StaffId } from '../../../shared/domain/ids'
import { ImpactNames } from '../../components/ImpactNames'
import { LoadingLines } from '../../components/LoadingLines'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useIfOff } from '../../stores/useIfOff'
import { useOperation } from '../../stores/useOperation'
import { countPeople, formatCount } from '../../words/countOf'
import type { OperationOutput } from '../../../shared/operations/contract'

type Role = OperationOutput<'staff.show'>['person']['role']

interface PermissionFactsProps {
  readonly staffId: StaffId
  readonly role: Role
  readonly permission: PermissionKey
}

const namesShown = 6

/** Beside why somebody has a permission: who else has it, and who would lose it if their role had it no more. */
export function PermissionFacts({ staffId, role, permission }: PermissionFactsProps) {
  const go = useRouteStore((store) => store.go)
  const holders = useOperation('permission.read', { permission, limit: namesShown }).value?.holders
  const ifOff = useIfOff({ role: role.key, permission })
  const others = holders?.first.filter((holder) => holder.staffId !== staffId) ?? []
  const more = (holders?.people ?? 0) - 1 - others.length
  const refused = ifOff.value?.edits[0]?.refusedBecause ?? []
  return (
    <Box sx={{ px: 3, pb: 3, fontSize: 12, display: 'grid', gap: 2 }}>
      <section aria-label="Who else has it">
        <Box sx={{ fontWeight: 600 }}>
          Who else has it
          {holders === undefined
            ? ''
            : `: ${holders.people > 1 ? countPeople(holders.people - 1) : 'nobody whom you see'}`}
        </Box>
        {holders === undefined && <LoadingLines lines={1} label="Reading who else has it" />}
        {holders !== undefined && (
          <Box sx={{ color: 'dim' }}>
            {holders.byRole
              .map((each) => ({ name: each.name, people: each.people - (each.role === role.key ? 1 : 0) }))
              .filter((each) => each.people > 0)
              .map((each) => `${each.name} ${formatCount(each.people)}`)
              .join(' · ')}
          </Box>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          {others.map((holder) => (
            <TextLink key={holder.staffId} onClick={() => go('staff', { id: holder.staffId })}>
              {holder.name ?? 'Somebody hidden'}
            </TextLink>
          ))}
          {more > 0 && <Box sx={{ color: 'dim' }}>and {countPeople(more)} more</Box>}
        </Box>
      </section>
      <section aria-label={`If it were off for ${role.name}`}>
        <Box sx={{ fontWeight: 600 }}>If it were off for {role.name}</Box>
        {ifOff.failure !== null && <Box sx={{ color: 'dim' }}>{ifOff.failure.message}</Box>}
        {ifOff.value === null && ifOff.failure === null && (
          <LoadingLines lines={1} label="Working out who would lose it" />
        )}
        {refused.map((reason) => (
          <Box key={reason.text}>{reason.text}</Box>
        ))}
        {ifOff.value !== null && refused.length === 0 && (
          <>
            <ImpactNames
              impact={ifOff.value}
              none="Nobody would lose anything."
              onPerson={(id) => go('staff', { id })}
            />
            {ifOff.value.edits[0]?.stops.map((one) => (
              <div key={one.permission}>{one.text}</div>
            ))}
          </>
        )}
      </section>
      <div>
        <TextLink onClick={() => go('permissions', { permission })}>Open in Permissions</TextLink>
      </div>
    </Box>
  )
}
