import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { ReasonedButton } from '../../components/ReasonedButton'
import { TextLink } from '../../components/TextLink'
import { useMayNot } from '../../stores/useMayNot'
import { useOrgStore } from '../../stores/orgStore'
import { countPeople } from '../../words/countOf'
import { BulkDialog, type BulkKind, type SomePeople } from './BulkDialog'
import { ExportButtons } from './ExportButtons'
import type { StaffColumn, StaffTab } from './staffQuery'

interface BulkBarProps {
  readonly tab: StaffTab
  readonly who: SomePeople
  /** How many that are. */
  readonly count: number
  /** Everybody whom the search and the filters find. */
  readonly total: number
  readonly columns: readonly StaffColumn[]
  readonly onChooseAll: () => void
  readonly onClear: () => void
}

/** What can be done with the chosen people together. */
export function BulkBar({ tab, who, count, total, columns, onChooseAll, onClear }: BulkBarProps) {
  const [kind, setKind] = useState<BulkKind | null>(null)
  const mayNot = {
    'set-role': useMayNot('staff.setRole'),
    assign: useMayNot('staff.assign'),
    unassign: useMayNot('staff.assign'),
    activate: useMayNot('staff.edit'),
    remove: useMayNot('staff.remove'),
    restore: useMayNot('staff.restore'),
  } satisfies Record<BulkKind, string | null>
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  const deeds: readonly (readonly [BulkKind, string])[] = isReadOnly
    ? []
    : tab === 'removed'
      ? [['restore', 'Restore…']]
      : [
          ['set-role', 'Role…'],
          ['assign', 'Assign…'],
          ['unassign', 'Take places…'],
          ...(tab === 'invited' ? ([['activate', 'Mark as active…']] as const) : []),
          ['remove', 'Remove…'],
        ]
  return (
    <Box
      role="region"
      aria-label="Chosen people"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 3,
        py: 1.5,
        bgcolor: 'brandWeak',
        borderBottom: '1px solid',
        borderColor: 'line',
        flexWrap: 'wrap',
      }}
    >
      <Box role="status" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
        {countPeople(count)} chosen
      </Box>
      {'ids' in who && total > count && (
        <TextLink onClick={onChooseAll}>Choose all {countPeople(total)} found</TextLink>
      )}
      <Box sx={{ flex: 1 }} />
      {deeds.map(([deed, word]) => (
        <ReasonedButton key={deed} disabledBecause={mayNot[deed]} onClick={() => setKind(deed)}>
          {word}
        </ReasonedButton>
      ))}
      <ExportButtons who={who} columns={columns} />
      <Button variant="text" onClick={onClear}>
        Clear
      </Button>
      {kind !== null && (
        <BulkDialog kind={kind} who={who} count={count} onClose={() => setKind(null)} onDone={onClear} />
      )}
    </Box>
  )
}
