import { styled } from '@mui/material/styles'
import { memo } from 'react'
import { RankGlyph } from './RankGlyph'

interface RankChipProps {
  readonly name: string
  readonly rank: number
  readonly of: number
}

export const RankChip = memo(function RankChip({ name, rank, of }: RankChipProps) {
  return (
    <Chip>
      <RankGlyph rank={rank} of={of} />
      <Name>{name}</Name>
    </Chip>
  )
})

const Chip = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  maxWidth: '100%',
  padding: '2px 8px',
  borderRadius: 12,
  backgroundColor: theme.palette.chip,
  color: theme.palette.ink,
  fontSize: 12,
  whiteSpace: 'nowrap',
  overflow: 'hidden',
}))

const Name = styled('span')({ overflow: 'hidden', textOverflow: 'ellipsis' })
