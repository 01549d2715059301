import MoveIcon from '@mui/icons-material/SyncProblemOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useExchangeStore } from '../../stores/exchangeStore'
import { useRouteStore } from '../../stores/routeStore'
import { countOf } from '../../words/countOf'

/** On every page, until it was read: what of one's own pending changes ended, or would end, otherwise than it was shown. */
export function MovedBar() {
  const { moved, forgetMoved } = useExchangeStore()
  const go = useRouteStore((store) => store.go)
  if (moved.length === 0) return null
  const settled = new Set(moved.filter(({ now }) => now === 'settled').map(({ item }) => item)).size
  const pending = new Set(moved.filter(({ now }) => now === 'pending').map(({ item }) => item)).size
  const look = () => {
    go('sync', settled > 0 ? { tab: 'inbox', at: 'first' } : { tab: 'pending' })
    forgetMoved()
  }
  return (
    <Box
      component="section"
      aria-label="What moved"
      data-print="hide"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        rowGap: 1,
        alignItems: 'center',
        gap: 2.5,
        px: '22px',
        py: 1.5,
        bgcolor: 'brandWeak',
        borderBottom: '1px solid',
        borderColor: 'line',
      }}
    >
      <MoveIcon aria-hidden sx={{ fontSize: 18, color: 'brand' }} />
      <Box role="status" sx={{ flex: '1 1 260px' }}>
        {settled > 0 &&
          `Others were faster: ${countOf(settled, 'change')} of yours did not go through and ${settled === 1 ? 'waits' : 'wait'} in the inbox. `}
        {pending > 0 && `${countOf(pending, 'pending change')} of yours would not go through any more. `}
        The screens show what holds now.
      </Box>
      <Button onClick={look} sx={{ py: '2px', flex: 'none' }}>
        {settled > 0 ? 'Open the inbox' : 'See what is pending'}
      </Button>
      <Button variant="text" onClick={forgetMoved} sx={{ py: '2px', flex: 'none' }} aria-label="Dismiss what moved">
        Dismiss
      </Button>
    </Box>
  )
}
