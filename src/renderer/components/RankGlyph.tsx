import { useTheme } from '@mui/material/styles'
import { memo } from 'react'
import { rankColor } from '../../shared/look/rankColor'

interface RankGlyphProps {
  /** 0 at the top. */
  readonly rank: number
  readonly of: number
}

const barHeight = 2
const gap = 1.5
const width = 12

/** Stacked bars, as many as there are rungs, filled from the foot up to this one. Says rank without colour. */
export const RankGlyph = memo(function RankGlyph({ rank, of }: RankGlyphProps) {
  const { palette } = useTheme()
  const bars = Math.min(of, 9)
  const filled = of <= 1 ? 1 : Math.max(1, Math.round(((of - rank) / of) * bars))
  const height = bars * barHeight + (bars - 1) * gap
  // One drawing rather than a box for each bar: a list of people draws hundreds.
  return (
    <svg aria-hidden width={width} height={height} style={{ flex: 'none' }}>
      {Array.from({ length: bars }, (_, bar) => (
        <rect
          key={bar}
          y={height - barHeight - bar * (barHeight + gap)}
          width={width}
          height={barHeight}
          rx={1}
          fill={bar < filled ? palette.rank[rankColor(rank, of)]! : palette.line}
        />
      ))}
    </svg>
  )
})
