import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import { ListCard } from '../../components/ListCard'
import Box from '@mui/material/Box'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { PendingLine } from '../../components/PendingLine'
import { useOrgStore } from '../../stores/orgStore'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'
import { storyOf } from '../../words/storyOf'

type Pending = OperationOutput<'sync.status'>['pending']

interface PendingTabProps {
  readonly pending: Pending
  /** Who settles, in a sentence. */
  readonly settles: string
}

/** Own changes that are not settled yet, and how each would end now. */
export function PendingTab({ pending, settles }: PendingTabProps) {
  const when = useWhen()
  const nowMs = useNow()
  const actorId = useOrgStore((store) => store.org?.actor?.staffId)
  if (pending.total === 0) {
    return <EmptyState icon={<DoneIcon fontSize="inherit" />} title="Nothing of yours is pending" text={settles} />
  }
  return (
    <>
      <Box sx={{ color: 'dim' }}>Shown here as if they were settled. Others see them once they are. {settles}</Box>
      <ListCard label="Pending">
        {pending.items.map((one) => (
          <PendingLine
            key={one.item}
            title={`${one.by.staffId === actorId ? 'You' : one.by.name} ${storyOf({ ...one, title: one.sentence })}`}
            verdict={one.verdict}
            because={one.because}
            when={when.short(one.madeAtMs, nowMs)}
            whenTitle={when.instant(one.madeAtMs)}
          />
        ))}
        {pending.total > pending.items.length && (
          <Box component="li" sx={{ px: 4, py: 2.5, borderTop: '1px solid', borderColor: 'line', color: 'dim' }}>
            and {formatCount(pending.total - pending.items.length)} more
          </Box>
        )}
      </ListCard>
    </>
  )
}
