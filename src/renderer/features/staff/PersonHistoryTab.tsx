import Box from '@mui/material/Box'
import type { StaffId } from '../../../shared/domain/ids'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { HistoryLine } from '../../components/HistoryLine'
import { LoadingLines } from '../../components/LoadingLines'
import { useOperation } from '../../stores/useOperation'
import { titleOf } from '../../words/storyOf'
import { formatInstant, formatShortWhen } from '../../words/when'
import { useNow } from '../../stores/useNow'

/** What happened to one person, newest first. */
export function PersonHistoryTab({ staffId }: { readonly staffId: StaffId }) {
  const nowMs = useNow()
  const log = useOperation('log.list', { about: staffId, limit: 100 })
  if (log.failure !== null) return <FailureNotice failure={log.failure} onRetry={log.reload} />
  if (log.value === null) return <LoadingLines label="Reading the history" />
  if (log.value.items.length === 0)
    return <EmptyState title="Nothing happened yet" text="No change of this organization touches this person." />
  return (
    <Box sx={{ mx: -4 }}>
      {log.value.items.map((item) => (
        <HistoryLine
          key={item.item}
          title={<Box sx={{ fontWeight: 600 }}>{titleOf(item)}</Box>}
          sub={`by ${item.author.name}${item.note === null ? '' : ` · ${item.note}`}`}
          when={formatShortWhen(item.settledAtMs, nowMs)}
          whenTitle={formatInstant(item.settledAtMs)}
        />
      ))}
    </Box>
  )
}
