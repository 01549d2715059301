import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import { ListCard } from '../../components/ListCard'
import Box from '@mui/material/Box'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { HistoryLine } from '../../components/HistoryLine'
import { StateMark } from '../../components/StateMark'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'

type Pending = OperationOutput<'sync.status'>['pending']

const outlooks: Readonly<
  Record<Pending['items'][number]['verdict'], { readonly word: string; readonly tone: 'ok' | 'warn' | 'bad' | 'quiet' }>
> = {
  applied: { word: 'would go through', tone: 'ok' },
  agreed: { word: 'is so already', tone: 'quiet' },
  held: { word: 'would be held', tone: 'warn' },
  refused: { word: 'would be refused', tone: 'bad' },
}

interface PendingTabProps {
  readonly pending: Pending
  /** Who settles, in a sentence. */
  readonly settles: string
}

/** Own changes that are not settled yet, and how each would end now. */
export function PendingTab({ pending, settles }: PendingTabProps) {
  const when = useWhen()
  const nowMs = useNow()
  if (pending.total === 0) {
    return <EmptyState icon={<DoneIcon fontSize="inherit" />} title="Nothing of yours is pending" text={settles} />
  }
  return (
    <>
      <Box sx={{ color: 'dim' }}>Shown here as if they were settled. Others see them once they are. {settles}</Box>
      <ListCard label="Pending">
        {pending.items.map(({ item, sentence, madeAtMs, verdict, because }) => (
          <Box component="li" key={item} sx={{ '&:first-of-type > div': { borderTop: 0 } }}>
            <HistoryLine
              title={<>You {sentence}</>}
              sub={
                <>
                  <StateMark word={outlooks[verdict].word} tone={outlooks[verdict].tone} />
                  {because !== '' && `: ${because}`}
                </>
              }
              when={when.short(madeAtMs, nowMs)}
              whenTitle={when.instant(madeAtMs)}
            />
          </Box>
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
