import Box from '@mui/material/Box'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { ProgressDialog } from '../../components/ProgressDialog'
import { ProgressLine } from '../../components/ProgressLine'
import { applyChange } from '../../stores/applyChange'
import { useOrgStore } from '../../stores/orgStore'
import { useJob } from '../../stores/useJob'
import { useWatched } from '../../stores/useWatched'
import { countOf, countPeople, formatCount } from '../../words/countOf'

const mostShown = 200
const statusNames = { open: 'staged', made: 'made', refused: 'cannot be made' } as const

interface ReviewEditsDialogProps {
  readonly reviewKey: string
  readonly onClose: () => void
}

/** What the decisions to remove come to, by name, before it is made as one item that can be undone. */
export function ReviewEditsDialog({ reviewKey: key, onClose }: ReviewEditsDialogProps) {
  const canEdit = useOrgStore((store) => store.org?.mode === 'edit')
  const edits = useWatched('review.edits', { key, limit: mostShown })
  const { value, failure, reload } = edits
  const { job, start, end, cancel } = useJob()
  const canMake = canEdit && value !== null && value.open > 0
  return (
    <ConfirmDialog
      title="Staged edits of this review"
      confirmWord={canMake ? `Make ${countOf(value.open, 'edit')}` : 'Done'}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        if (!canMake) return null
        const answer = await applyChange('review.apply', { key, job: start() }, `Made for ${countPeople(value.open)}.`)
        end()
        return answer.ok ? null : answer.error
      }}
    >
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} />}
      {edits.isLoading && <ProgressLine label="Checking the edits" progress={edits.progress} onCancel={edits.cancel} />}
      {job !== null && (
        <ProgressDialog
          title="Making the staged edits"
          progress={job.progress}
          cancelHint="Stopping changes nothing."
          onCancel={cancel}
          appearsAfterMs={700}
        />
      )}
      {value === null && failure === null && <LoadingLines lines={4} label="Checking the edits" />}
      {value !== null && (
        <>
          <Box sx={{ mb: 2 }}>
            {formatCount(value.open)} staged, {formatCount(value.made)} made
            {value.refused > 0 && `, ${formatCount(value.refused)} cannot be made`}.
          </Box>
          <Box
            component="ul"
            aria-label="Staged edits"
            tabIndex={0}
            sx={{ maxHeight: 300, overflow: 'auto', m: 0, pl: 4 }}
          >
            {value.rows.map((row) => (
              <li key={row.staffId}>
                <b>{row.name ?? 'Purged since'}</b>
                {row.email !== null && (
                  <Box component="span" sx={{ color: 'dim' }}>
                    {' '}
                    {row.email}
                  </Box>
                )}{' '}
                · {row.text} ({statusNames[row.status]}
                {row.because !== null && `: ${row.because}`})
              </li>
            ))}
            {value.total > value.rows.length && <li>and {countPeople(value.total - value.rows.length)} more</li>}
          </Box>
        </>
      )}
    </ConfirmDialog>
  )
}
