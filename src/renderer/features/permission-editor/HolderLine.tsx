import Box from '@mui/material/Box'
import { useId, useState } from 'react'
import type { PermissionKey } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { formatReachedPlaces } from '../../words/formatPlaces'

type Holder = OperationOutput<'permission.read'>['holders']['first'][number]

/** Somebody who has a permission, and why, one click away. */
export function HolderLine({ person, permission }: { readonly person: Holder; readonly permission: PermissionKey }) {
  const go = useRouteStore((store) => store.go)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const name = person.name ?? 'Somebody hidden'
  const access = useOperation('access.ofPerson', isOpen ? { who: person.staffId } : null)
  const reasons = access.value?.find((line) => line.permission === permission)?.because ?? []
  return (
    <li>
      <TextLink onClick={() => go('staff', { id: person.staffId })}>{name}</TextLink>{' '}
      <Box component="span" sx={{ color: 'dim' }}>
        {person.role}
        {person.places === null ? '' : ` · ${formatReachedPlaces(person.places)}`}
        {' · '}
      </Box>
      <TextLink onClick={() => setOpen(!isOpen)} label={`Why ${name} has it`} expands={{ isOpen, id }}>
        Why
      </TextLink>
      <Box
        component="ol"
        id={id}
        hidden={!isOpen}
        aria-label={`Why ${name} has it`}
        sx={{ m: 0, pl: 5, pb: 1.5, color: 'dim', fontSize: 12 }}
      >
        {access.failure !== null && <li>{access.failure.message}</li>}
        {reasons.map((reason, index) => (
          <Box component="li" key={`${reason.code}/${reason.text}`} sx={{ color: index === 0 ? 'ink' : 'dim' }}>
            {reason.text}
          </Box>
        ))}
      </Box>
    </li>
  )
}
