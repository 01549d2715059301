import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Collapse from '@mui/material/Collapse'
import { useId, useMemo, useState, type ReactNode } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import type { StaffState } from '../../../shared/domain/staff'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PillSwitch } from '../../components/PillSwitch'
import { ReachMark } from '../../components/ReachMark'
import { SearchBox } from '../../components/SearchBox'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { formatReachedPlaces } from '../../words/formatPlaces'
import { groupAccess } from './groupAccess'
import { PermissionFacts } from './PermissionFacts'

type Line = OperationOutput<'access.ofPerson'>[number]

interface AccessTabProps {
  readonly staffId: StaffId
  readonly state: StaffState
  readonly role: OperationOutput<'staff.show'>['person']['role']
}

/** Everything one person may do, in words; the reasons, who else may, and what if not, are one click away. */
export function AccessTab({ staffId, state, role }: AccessTabProps) {
  const access = useOperation('access.ofPerson', { who: staffId })
  const go = useRouteStore((store) => store.go)
  const [filter, setFilter] = useState('')
  const [isHeldOnly, setHeldOnly] = useState(state === 'active')
  const groups = useMemo(() => groupAccess(access.value ?? [], filter, isHeldOnly), [access.value, filter, isHeldOnly])

  if (access.failure !== null) return <FailureNotice failure={access.failure} onRetry={access.reload} />
  if (access.value === null) return <LoadingLines label="Reading what this person may do" />
  const held = access.value.filter((line) => line.reach !== 'none').length
  return (
    <Box>
      <Box sx={{ mb: 2.5 }}>
        {state === 'active'
          ? `Holds ${countOf(held, 'permission')}. `
          : 'Holds nothing: only active people hold permissions. '}
        <TextLink onClick={() => go('access', { who: staffId })}>Open as a grid</TextLink>
      </Box>
      <Box sx={{ display: 'flex', gap: 2, mb: 2.5 }}>
        <SearchBox label="Filter permissions" value={filter} onChange={setFilter} width="100%" />
        {held < access.value.length && <PillSwitch label="Only held" isOn={isHeldOnly} onChange={setHeldOnly} />}
      </Box>
      {groups.length === 0 && <EmptyState title="Nothing to show" text="No permission fits the filter." />}
      {groups.map((group) => (
        <Box component="section" key={group.area} aria-label={group.area} sx={{ mb: 3 }}>
          <Box sx={{ fontSize: 12, fontWeight: 600, color: 'dim', mb: 1 }}>{group.area}</Box>
          <Box sx={{ border: '1px solid', borderColor: 'line', borderRadius: '10px', overflow: 'hidden' }}>
            {group.lines.map((line, index) => (
              <AccessLine key={line.permission} line={line} isFirst={index === 0}>
                <PermissionFacts staffId={staffId} role={role} permission={line.permission} />
              </AccessLine>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

interface AccessLineProps {
  readonly line: Line
  readonly isFirst: boolean
  /** Drawn only while the line is open and the permission is held. */
  readonly children: ReactNode
}

function AccessLine({ line, isFirst, children }: AccessLineProps) {
  const [isOpen, setOpen] = useState(false)
  const reasonsId = useId()
  const where =
    line.reach === 'none' || line.reach === 'own' || line.places === null
      ? ''
      : ` · ${formatReachedPlaces(line.places)}`
  return (
    <Box sx={{ borderTop: isFirst ? 0 : '1px solid', borderColor: 'line' }}>
      <ButtonBase
        aria-expanded={isOpen}
        aria-controls={reasonsId}
        onClick={() => setOpen(!isOpen)}
        sx={{
          width: '100%',
          display: 'flex',
          gap: 2,
          px: 3,
          py: '7px',
          textAlign: 'left',
          fontFamily: 'inherit',
          fontSize: 13,
          '&:hover': { bgcolor: 'sunken' },
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
          {line.name}
          <Box component="span" sx={{ display: 'block', color: 'dim', fontSize: 12 }}>
            <ReachMark reach={line.reach} />
            {where}
          </Box>
        </Box>
        <ExpandMoreIcon
          aria-hidden
          sx={{ fontSize: 18, color: 'faint', transform: isOpen ? 'rotate(180deg)' : 'none' }}
        />
      </ButtonBase>
      <Collapse in={isOpen} unmountOnExit id={reasonsId}>
        <Box
          component="ol"
          aria-label={`Why: ${line.name}`}
          sx={{ m: 0, pl: 8, pr: 3, pb: 2.5, color: 'dim', fontSize: 12 }}
        >
          {line.because.length === 0 && <li>No grant leads here.</li>}
          {line.because.map((reason, index) => (
            <Box component="li" key={`${reason.code}/${reason.text}`} sx={{ color: index === 0 ? 'ink' : 'dim' }}>
              {reason.text}
            </Box>
          ))}
        </Box>
        {line.reach !== 'none' && children}
      </Collapse>
    </Box>
  )
}
