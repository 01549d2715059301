import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useId, useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { SidePanel } from '../../components/SidePanel'
import { useOperation } from '../../stores/useOperation'
import { AccessTab } from './AccessTab'
import { AssignmentsTab } from './AssignmentsTab'
import { nameOf } from './nameOf'
import { PersonHeader } from './PersonHeader'
import { PersonHistoryTab } from './PersonHistoryTab'
import { RoleTab } from './RoleTab'

const tabs = [
  ['role', 'Role'],
  ['assignments', 'Assignments'],
  ['access', 'Effective access'],
  ['history', 'History'],
] as const
type TabName = (typeof tabs)[number][0]

interface PersonPanelProps {
  readonly staffId: StaffId
  readonly takesFocus: boolean
  readonly onClose: () => void
}

/** One person: role and possible moves, places, what they may do and why, and what happened to them. */
export function PersonPanel({ staffId, takesFocus, onClose }: PersonPanelProps) {
  const shown = useOperation('staff.show', { staffId })
  const [tab, setTab] = useState<TabName>('role')
  const base = useId()

  if (shown.failure !== null) {
    return (
      <SidePanel label="Person" width={420} takesFocus={takesFocus} onClose={onClose}>
        <FailureNotice failure={shown.failure} onRetry={shown.reload} sx={{ mt: 8 }} />
      </SidePanel>
    )
  }
  if (shown.value === null) {
    return (
      <SidePanel label="Person" width={420} takesFocus={takesFocus} onClose={onClose}>
        <LoadingLines label="Reading the person" />
      </SidePanel>
    )
  }
  const { person } = shown.value
  return (
    <SidePanel label={nameOf(person)} width={420} takesFocus={takesFocus} onClose={onClose}>
      <PersonHeader shown={shown.value} onGone={onClose} />
      <Box sx={{ borderBottom: '1px solid', borderColor: 'line', mb: 2.5 }}>
        <Tabs value={tab} onChange={(_, next: TabName) => setTab(next)} aria-label={`About ${nameOf(person)}`}>
          {tabs.map(([value, label]) => (
            <Tab key={value} value={value} label={label} id={`${base}-${value}`} aria-controls={`${base}-panel`} />
          ))}
        </Tabs>
      </Box>
      <Box role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${tab}`}>
        {tab === 'role' && <RoleTab shown={shown.value} />}
        {tab === 'assignments' && <AssignmentsTab shown={shown.value} />}
        {tab === 'access' && <AccessTab staffId={staffId} state={person.state} role={person.role} />}
        {tab === 'history' && <PersonHistoryTab staffId={staffId} />}
      </Box>
    </SidePanel>
  )
}
