import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { OperationOutput } from '../../../shared/operations/contract'
import { HistoryLine } from '../../components/HistoryLine'
import { LetterAvatar } from '../../components/LetterAvatar'
import { useRouteStore } from '../../stores/routeStore'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'
import { initials } from '../../words/initials'
import { ListCard } from '../../components/ListCard'

/** What came from other consoles lately, entry by entry: who did what to whom, newest first. */
export function ArrivedEntries({ arrived }: { readonly arrived: OperationOutput<'sync.status'>['arrived'] }) {
  const when = useWhen()
  const nowMs = useNow()
  const go = useRouteStore((store) => store.go)
  return (
    <ListCard label="Entries that arrived">
      {arrived.items.map(({ item, n, by, settledAtMs, sentence, details }) => (
        <Box component="li" key={item} sx={{ '&:first-of-type > div': { borderTop: 0 } }}>
          <HistoryLine
            avatar={<LetterAvatar letters={initials(by.name)} rank={2} of={7} />}
            title={
              <>
                <Box component="span" sx={{ fontWeight: 600 }}>
                  {by.name}
                </Box>{' '}
                {sentence}
              </>
            }
            sub={
              <>
                entry {formatCount(n)}
                {details.length > 0 && (
                  <Box component="ul" sx={{ m: 0, pl: 4 }}>
                    {details.slice(0, 5).map((detail) => (
                      <li key={detail}>{detail}</li>
                    ))}
                    {details.length > 5 && <li>and {formatCount(details.length - 5)} more</li>}
                  </Box>
                )}
              </>
            }
            when={when.short(settledAtMs, nowMs)}
            whenTitle={when.instant(settledAtMs)}
          />
        </Box>
      ))}
      {arrived.total > arrived.items.length && (
        <Box component="li" sx={{ px: 4, py: 2.5, borderTop: '1px solid', borderColor: 'line', color: 'dim' }}>
          and {formatCount(arrived.total - arrived.items.length)} more.{' '}
          <Button variant="text" onClick={() => go('history')} sx={{ py: 0 }}>
            See the history
          </Button>
        </Box>
      )}
    </ListCard>
  )
}
