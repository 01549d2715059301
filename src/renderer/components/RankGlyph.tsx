import Box from '@mui/material/Box'
import { rankColor } from './rankColor'

interface RankGlyphProps {
  /** 0 at the top. */
  readonly rank: number
  readonly of: number
}

/** Stacked bars, as many as there are rungs, filled from the foot up to this one. Says rank without colour. */
export function RankGlyph({ rank, of }: RankGlyphProps) {
  const bars = Math.min(of, 9)
  const filled = of <= 1 ? 1 : Math.max(1, Math.round(((of - rank) / of) * bars))
  return (
    <Box
      component="span"
      aria-hidden
      sx={{ display: 'inline-flex', flexDirection: 'column-reverse', gap: '1.5px', width: 12, flex: 'none' }}
    >
      {Array.from({ length: bars }, (_, bar) => (
        <Box
          component="span"
          key={bar}
          sx={{ height: '2px', borderRadius: '1px', bgcolor: bar < filled ? `rank.${rankColor(rank, of)}` : 'line' }}
        />
      ))}
    </Box>
  )
}
