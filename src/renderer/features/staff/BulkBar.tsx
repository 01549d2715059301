import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useMayNot } from '../../stores/useMayNot'
import { countPeople } from '../../words/countOf'
import { RemoveDialog } from './RemoveDialog'
import { RestoreDialog } from './RestoreDialog'
import type { StaffTab } from './staffQuery'

interface BulkBarProps {
  readonly tab: StaffTab
  readonly ids: readonly StaffId[]
  readonly onClear: () => void
}

/** What can be done with the chosen people together. */
export function BulkBar({ tab, ids, onClear }: BulkBarProps) {
  const [isAsking, setAsking] = useState(false)
  const mayNotRemove = useMayNot('staff.remove')
  const mayNotRestore = useMayNot('staff.restore')
  const isRestore = tab === 'removed'
  const what = countPeople(ids.length)
  const end = () => setAsking(false)
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 3,
        py: 1.5,
        bgcolor: 'brandWeak',
        borderBottom: '1px solid',
        borderColor: 'line',
      }}
    >
      <Box role="status" sx={{ fontWeight: 600 }}>
        {what} chosen
      </Box>
      <Box sx={{ flex: 1 }} />
      <ReasonedButton disabledBecause={isRestore ? mayNotRestore : mayNotRemove} onClick={() => setAsking(true)}>
        {isRestore ? 'Restore…' : 'Remove…'}
      </ReasonedButton>
      <Button variant="text" onClick={onClear}>
        Clear
      </Button>
      {isAsking && isRestore && <RestoreDialog ids={ids} who={what} onClose={end} onDone={onClear} />}
      {isAsking && !isRestore && <RemoveDialog ids={ids} who={what} onClose={end} onDone={onClear} />}
    </Box>
  )
}
