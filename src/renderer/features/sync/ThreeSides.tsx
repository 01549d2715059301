import Box from '@mui/material/Box'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'
import type { Item } from './InboxTab'

interface ThreeSidesProps {
  readonly item: Item
  readonly row: Item['rows'][number]
}

/** Before, settled and wanted, side by side; what counts now is framed. */
export function ThreeSides({ item, row }: ThreeSidesProps) {
  const when = useWhen()
  const nowMs = useNow()
  const { met } = row
  const settledBy =
    met === null ? 'Now' : `Settled: ${met.by.isActor ? 'you' : met.by.name}, ${when.day(met.settledAtMs, nowMs)}`
  const wantedBy = `${item.by.isActor ? 'Yours: you' : `Wanted: ${item.by.name}`}, ${when.day(item.madeAtMs, nowMs)}`
  return (
    <Box component="dl" sx={{ display: 'flex', gap: 3, m: 0, mt: 2.5, flexWrap: 'wrap' }}>
      <Side title={`Before (entry ${formatCount(item.sawN)})`} value={row.before} sub="" />
      {item.closed === null ? (
        <Side title={settledBy} value={row.theirs} sub={met === null ? row.reason : met.sentence} counts />
      ) : (
        // What was met is told above: an item that was accepted went on from there.
        <Side title="Now" value={row.theirs} sub="" counts />
      )}
      <Side title={wantedBy} value={row.mine} sub={row.verdict === 'held' ? 'held' : 'refused'} />
    </Box>
  )
}

interface SideProps {
  readonly title: string
  readonly value: string | null
  readonly sub: string
  readonly counts?: boolean
}

function Side({ title, value, sub, counts = false }: SideProps) {
  return (
    <Box
      sx={{
        flex: '1 1 180px',
        minWidth: 0,
        px: '14px',
        py: 3,
        border: '1px solid',
        borderColor: counts ? 'brand' : 'line',
        outline: counts ? '1px solid' : 'none',
        outlineColor: 'brand',
        borderRadius: '12px',
        overflowWrap: 'anywhere',
      }}
    >
      <Box component="dt" sx={{ color: 'dim', fontSize: 12 }}>
        {title}
      </Box>
      <Box component="dd" sx={{ m: 0 }}>
        <Box sx={{ fontWeight: 650, fontSize: 14 }}>{value ?? 'not shown'}</Box>
        {sub !== '' && <Box sx={{ color: 'dim', fontSize: 12, mt: 1 }}>{sub}</Box>}
      </Box>
    </Box>
  )
}
