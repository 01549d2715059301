import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Card } from '../../components/Card'
import { EmptyState } from '../../components/EmptyState'
import { HistoryLine } from '../../components/HistoryLine'
import { LetterAvatar } from '../../components/LetterAvatar'
import { useRouteStore } from '../../stores/routeStore'
import { initials } from '../../words/initials'
import { storyOf } from '../../words/storyOf'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'

export function LatestCard({ items }: { readonly items: OperationOutput<'overview.read'>['latest'] }) {
  const when = useWhen()
  const nowMs = useNow()
  const go = useRouteStore((store) => store.go)
  return (
    <Card
      title="Latest changes"
      aside={
        <Button variant="text" onClick={() => go('history')} sx={{ py: 0 }}>
          All history
        </Button>
      }
    >
      {items.length === 0 && <EmptyState title="Nothing happened yet" />}
      {items.map((item) => (
        <HistoryLine
          key={item.item}
          avatar={<LetterAvatar letters={initials(item.author.name)} rank={2} of={7} />}
          title={
            <>
              <Box component="span" sx={{ fontWeight: 600 }}>
                {item.author.name}
              </Box>{' '}
              {storyOf(item)}
            </>
          }
          {...(item.note === null ? {} : { sub: item.note })}
          when={when.short(item.settledAtMs, nowMs)}
          whenTitle={when.instant(item.settledAtMs)}
        />
      ))}
    </Card>
  )
}
