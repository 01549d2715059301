import { memo } from 'react'
import { RankGlyph } from './RankGlyph'

interface RankChipProps {
  readonly name: string
  readonly rank: number
  readonly of: number
}

export const RankChip = memo(function RankChip({ name, rank, of }: RankChipProps) {
  return (
    <span className="rank-chip">
      <RankGlyph rank={rank} of={of} />
      <span className="clipped">{name}</span>
    </span>
  )
})
