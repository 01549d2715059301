import Box from '@mui/material/Box'
import { useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { HistoryLine } from '../../components/HistoryLine'
import { LoadingLines } from '../../components/LoadingLines'
import { PendingLine } from '../../components/PendingLine'
import { ReasonedButton } from '../../components/ReasonedButton'
import { applyChange } from '../../stores/applyChange'
import { useNow } from '../../stores/useNow'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { storyOf, titleOf } from '../../words/storyOf'

type HistoryItem = OperationOutput<'log.list'>['items'][number]

/** What happened to one person, newest first, from what to what, with *Undo* or why not. */
export function PersonHistoryTab({ staffId }: { readonly staffId: StaffId }) {
  const when = useWhen()
  const nowMs = useNow()
  const [undoing, setUndoing] = useState<HistoryItem | null>(null)
  const log = useOperation('log.list', { about: staffId, limit: 100 })
  if (log.failure !== null) return <FailureNotice failure={log.failure} onRetry={log.reload} />
  if (log.value === null) return <LoadingLines label="Reading the history" />
  if (log.value.items.length === 0 && log.value.pending.total === 0)
    return <EmptyState title="Nothing happened yet" text="No change of this organization touches this person." />
  return (
    <Box component="ol" aria-label="History" sx={{ listStyle: 'none', mx: -4, my: 0, p: 0 }}>
      {log.value.pending.items.map((one) => (
        <PendingLine
          key={one.item}
          title={
            <>
              <Box sx={{ fontWeight: 600 }}>{titleOf({ ...one, title: one.sentence })}</Box>
              <Box sx={{ color: 'dim', fontSize: 12 }}>by {one.by.name}</Box>
            </>
          }
          verdict={one.verdict}
          because={one.because}
          when={when.short(one.madeAtMs, nowMs)}
          whenTitle={when.instant(one.madeAtMs)}
        />
      ))}
      {log.value.items.map((item) => (
        <Box component="li" key={item.item} sx={{ '&:first-of-type > div': { borderTop: 0 } }}>
          <HistoryLine
            title={<Box sx={{ fontWeight: 600 }}>{titleOf(item)}</Box>}
            sub={
              <>
                by {item.author.name}
                {item.note === null ? '' : ` · “${item.note}”`}
                {item.details.length > 0 && (
                  <Box component="ul" sx={{ m: 0, mt: 1, pl: 4, color: 'ink' }}>
                    {item.details.slice(0, 6).map((detail, index) => (
                      <li key={index}>{detail}</li>
                    ))}
                    {item.details.length > 6 && <li>and {item.details.length - 6} more</li>}
                  </Box>
                )}
              </>
            }
            when={when.short(item.settledAtMs, nowMs)}
            whenTitle={when.instant(item.settledAtMs)}
            action={
              <ReasonedButton
                variant="text"
                disabledBecause={item.undo.possible ? null : item.undo.because}
                aria-label={`Undo: ${item.title}`}
                onClick={() => setUndoing(item)}
                sx={{ py: 0, px: 1.5 }}
              >
                Undo
              </ReasonedButton>
            }
          />
        </Box>
      ))}
      {undoing !== null && (
        <ConfirmDialog
          title="Undo this change?"
          confirmWord="Undo"
          onClose={() => setUndoing(null)}
          onConfirm={async () => {
            const answer = await applyChange('change.undo', { item: undoing.item }, `Undone: ${storyOf(undoing)}.`)
            return answer.ok ? null : answer.error
          }}
        >
          <Box sx={{ fontWeight: 600 }}>{titleOf(undoing)}</Box>
          <Box sx={{ color: 'dim', mt: 2 }}>Undo is a new change under your name: both stay in the history.</Box>
        </ConfirmDialog>
      )}
    </Box>
  )
}
