import Box from '@mui/material/Box'

interface MeterBarProps {
  readonly value: number
  readonly max: number
  /** A palette path, for example "rank.3". */
  readonly color: string
  readonly height?: number
}

/** A bar whose number stands beside it in words. */
export function MeterBar({ value, max, color, height = 8 }: MeterBarProps) {
  const percent = max <= 0 || value <= 0 ? 0 : Math.max(1.5, (value / max) * 100)
  return (
    <Box aria-hidden sx={{ height, borderRadius: 5, bgcolor: 'track' }}>
      <Box sx={{ height, borderRadius: 5, width: `${percent}%`, bgcolor: color, transition: 'width 200ms' }} />
    </Box>
  )
}
