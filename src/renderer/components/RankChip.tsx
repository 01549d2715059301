import Box from '@mui/material/Box'
import { RankGlyph } from './RankGlyph'

interface RankChipProps {
  readonly name: string
  readonly rank: number
  readonly of: number
}

export function RankChip({ name, rank, of }: RankChipProps) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1.5,
        maxWidth: '100%',
        px: 2,
        py: '2px',
        borderRadius: '12px',
        bgcolor: 'chip',
        color: 'ink',
        fontSize: 12,
        whiteSpace: 'nowrap',
        overflow: 'hidden',
      }}
    >
      <RankGlyph rank={rank} of={of} />
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {name}
      </Box>
    </Box>
  )
}
