import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import { useState } from 'react'
import type { PermissionKey } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { PillTabs } from '../../components/PillTabs'
import { ProgressLine } from '../../components/ProgressLine'
import { useWatched } from '../../stores/useWatched'
import { formatCount } from '../../words/countOf'
import { ArrivedEntries } from './ArrivedEntries'
import { ArrivedPeople } from './ArrivedPeople'
import { ArrivedPermissions } from './ArrivedPermissions'

type View = 'people' | 'permissions' | 'entries'

/** What came from other consoles lately: as people, as permissions, and entry by entry. */
export function ArrivedTab({ arrived }: { readonly arrived: OperationOutput<'sync.status'>['arrived'] }) {
  const [chosen, setChosen] = useState<View | null>(null)
  const [permission, setPermission] = useState<PermissionKey | null>(null)
  const { value, failure, progress, reload, cancel } = useWatched('sync.arrived', arrived.total === 0 ? null : {})
  if (arrived.total === 0) {
    return (
      <EmptyState
        icon={<DoneIcon fontSize="inherit" />}
        title="Nothing arrived since yesterday"
        text="What others change comes with an exchange."
      />
    )
  }
  const counts = value?.counts
  const touchesPeople = counts === undefined || counts.people > 0
  const view = chosen ?? (touchesPeople ? 'people' : counts.rules > 0 ? 'permissions' : 'entries')
  const permissions = value === null ? undefined : value.permissions.length + value.counts.rules
  const tabs = [
    { value: 'people', label: 'People', count: counts === undefined ? undefined : formatCount(counts.people) },
    {
      value: 'permissions',
      label: 'Permissions',
      count: permissions === undefined ? undefined : formatCount(permissions),
    },
    { value: 'entries', label: 'Entries', count: formatCount(arrived.total) },
  ] as const
  return (
    <>
      <PillTabs label="What arrived" tabs={tabs} chosen={view} onChange={setChosen} />
      {view !== 'entries' && (
        <>
          {failure !== null && <FailureNotice failure={failure} onRetry={reload} />}
          {value === null && failure === null && (
            <ProgressLine label="Looking who may do more or less" progress={progress} onCancel={cancel} />
          )}
          {value !== null && (
            <Box sx={{ color: 'dim' }}>
              What is settled now beside entry {formatCount(value.fromN)}, before anything arrived.
              {value.withOwn && ' Edits made on this desktop meanwhile are among it where they meet the same people.'}
            </Box>
          )}
          {value !== null && view === 'people' && (
            <ArrivedPeople arrived={value} permission={permission} onPermission={setPermission} />
          )}
          {value !== null && view === 'permissions' && (
            <ArrivedPermissions
              arrived={value}
              onPermission={(next) => {
                setPermission(next)
                setChosen('people')
              }}
            />
          )}
        </>
      )}
      {view === 'entries' && <ArrivedEntries arrived={arrived} />}
    </>
  )
}
