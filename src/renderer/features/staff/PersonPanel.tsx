import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { memo, useId, useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import type { Failure } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { SidePanel } from '../../components/SidePanel'
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
  /** Null until the person was read. */
  readonly shown: OperationOutput<'staff.show'> | null
  readonly failure: Failure | null
  readonly reload: () => void
  readonly takesFocus: boolean
  readonly onClose: () => void
}

/**
 * One person: role and possible moves, places, what they may do and why, and what happened to them. Whoever was shown
 * before stays until the next one is read.
 */
export const PersonPanel = memo(function PersonPanel(props: PersonPanelProps) {
  const { staffId, shown, failure, reload, takesFocus, onClose } = props
  const label = shown === null ? 'Person' : nameOf(shown.person)
  return (
    <SidePanel label={label} width={420} takesFocus={takesFocus} subject={staffId} onClose={onClose}>
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} sx={{ mt: 8 }} />}
      {failure === null && shown === null && <LoadingLines label="Reading the person" />}
      {failure === null && shown !== null && <PersonDetails key={shown.person.id} shown={shown} onGone={onClose} />}
    </SidePanel>
  )
})

interface PersonDetailsProps {
  readonly shown: OperationOutput<'staff.show'>
  readonly onGone: () => void
}

function PersonDetails({ shown, onGone }: PersonDetailsProps) {
  const { person } = shown
  const [tab, setTab] = useState<TabName>('role')
  const base = useId()
  return (
    <>
      <PersonHeader shown={shown} onGone={onGone} />
      <Box sx={{ borderBottom: '1px solid', borderColor: 'line', mb: 2.5 }}>
        <Tabs value={tab} onChange={(_, next: TabName) => setTab(next)} aria-label={`About ${nameOf(person)}`}>
          {tabs.map(([value, label]) => (
            <Tab key={value} value={value} label={label} id={`${base}-${value}`} aria-controls={`${base}-panel`} />
          ))}
        </Tabs>
      </Box>
      <Box role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${tab}`}>
        {tab === 'role' && <RoleTab shown={shown} />}
        {tab === 'assignments' && <AssignmentsTab shown={shown} />}
        {person.masked && (tab === 'access' || tab === 'history') && (
          <EmptyState
            title="Not for you to see"
            text={`What ${nameOf(person)} may do and what happened to them is shown to nobody else.`}
          />
        )}
        {!person.masked && tab === 'access' && (
          <AccessTab staffId={person.id} state={person.state} role={person.role} />
        )}
        {!person.masked && tab === 'history' && <PersonHistoryTab staffId={person.id} />}
      </Box>
    </>
  )
}
