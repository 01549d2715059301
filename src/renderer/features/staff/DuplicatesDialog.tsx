import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useEffect, useId, useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { HiddenText } from '../../components/HiddenText'
import { LoadingLines } from '../../components/LoadingLines'
import { Pager } from '../../components/Pager'
import { ReasonedButton } from '../../components/ReasonedButton'
import { TextLink } from '../../components/TextLink'
import { useMayNot } from '../../stores/useMayNot'
import { useOperation } from '../../stores/useOperation'
import { useRankCount } from '../../stores/useRankCount'
import { useWhen } from '../../stores/useWhen'
import { formatPlaces } from '../../words/formatPlaces'
import { stateWords } from '../../words/stateWords'
import { MergeDialog } from './MergeDialog'
import { nameOf } from './nameOf'
import { PersonName } from './PersonName'
import type { StaffRow } from './StaffTable'

const pageSize = 25

interface DuplicatesDialogProps {
  readonly onOpen: (id: StaffId) => void
  readonly onClose: () => void
}

/** Who is likely there twice, and the way to make one record of two. */
export function DuplicatesDialog({ onOpen, onClose }: DuplicatesDialogProps) {
  const when = useWhen()
  const [page, setPage] = useState(0)
  const [merging, setMerging] = useState<{ drop: StaffRow; keep: StaffRow } | null>(null)
  const found = useOperation('staff.duplicates', { offset: page * pageSize, limit: pageSize })
  const of = useRankCount()
  const titleId = useId()
  const total = found.value?.total ?? 0

  // The last group of the last page has been merged away.
  useEffect(() => {
    if (page > 0 && found.value !== null && page * pageSize >= total) setPage(Math.ceil(total / pageSize) - 1)
  }, [page, total, found.value])

  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>People of the same name</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column' }}>
        {found.failure !== null && <FailureNotice failure={found.failure} onRetry={found.reload} />}
        {found.value === null && found.failure === null && (
          <LoadingLines lines={4} label="Looking for the same names" />
        )}
        {found.value !== null && total === 0 && (
          <EmptyState title="Nobody is there twice." text="No two people whom you can see have the same name." />
        )}
        {total > 0 && (
          <Box sx={{ color: 'dim', mb: 3 }}>
            They may be one person with two e-mail addresses, or different people. A merge says what it does first, and
            can be undone.
          </Box>
        )}
        <Box component="ul" aria-label="Same names" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 3 }}>
          {found.value?.groups.map((group) => (
            <Box
              component="li"
              key={group[0]!.id}
              sx={{ border: '1px solid', borderColor: 'line', borderRadius: '10px' }}
            >
              <Box component="ul" aria-label={nameOf(group[0]!)} sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {group.map((person, i) => (
                  <Box
                    component="li"
                    key={person.id}
                    sx={{
                      display: 'grid',
                      gridTemplateColumns: 'minmax(0, 1.3fr) minmax(0, 1fr) auto',
                      gap: 3,
                      alignItems: 'center',
                      px: 3,
                      py: 2,
                      borderTop: i === 0 ? 0 : '1px solid',
                      borderColor: 'line',
                    }}
                  >
                    <PersonName person={person} of={of} />
                    <Box sx={{ fontSize: 12, minWidth: 0 }}>
                      <Box>
                        {person.role.name} · {stateWords[person.state]}
                        {!person.masked && ` · added ${when.day(person.addedAtMs)}`}
                      </Box>
                      <Box sx={{ color: 'dim' }}>
                        {person.masked ? 'Places hidden' : formatPlaces(person.at.map((at) => at.name))}
                      </Box>
                    </Box>
                    <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
                      <TextLink onClick={() => onOpen(person.id)}>
                        Open<HiddenText> {person.email ?? nameOf(person)}</HiddenText>
                      </TextLink>
                      <MergeButton
                        person={person}
                        into={findKept(group, person)}
                        onMerge={(keep) => setMerging({ drop: person, keep })}
                      />
                    </Box>
                  </Box>
                ))}
              </Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
      {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} noun="names" onPage={setPage} />}
      <DialogActions>
        <Button variant="contained" color="primary" onClick={onClose} autoFocus>
          Close
        </Button>
      </DialogActions>
      {merging !== null && (
        <MergeDialog
          person={merging.drop}
          into={merging.keep}
          onClose={() => setMerging(null)}
          onDone={() => setMerging(null)}
        />
      )}
    </Dialog>
  )
}

interface MergeButtonProps {
  readonly person: StaffRow
  readonly into: StaffRow | undefined
  readonly onMerge: (keep: StaffRow) => void
}

function MergeButton({ person, into, onMerge }: MergeButtonProps) {
  const mayNot = useMayNot('staff.remove')
  if (person.masked || into === undefined) return null
  return (
    <ReasonedButton disabledBecause={mayNot} onClick={() => onMerge(into)}>
      Merge…<HiddenText> {person.email} into another record</HiddenText>
    </ReasonedButton>
  )
}

/** Whom to keep unless told otherwise: the one who is active, then the one who has been here longest. */
function findKept(group: readonly StaffRow[], drop: StaffRow): StaffRow | undefined {
  const others = group.filter(({ id, masked }) => id !== drop.id && !masked)
  return others.find(({ state }) => state === 'active') ?? others[0]
}
