import Box from '@mui/material/Box'
import { rankColor } from '../../shared/look/rankColor'

/** A little ladder with one bar for each rung. */
export function LadderSketch({ rungs }: { readonly rungs: number }) {
  const shown = Math.min(rungs, 12)
  return (
    <Box
      aria-hidden
      sx={{
        width: 34,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        gap: shown > 8 ? '2px' : '4px',
        justifyContent: 'center',
        borderLeft: '2px solid',
        borderRight: '2px solid',
        borderColor: 'line',
        p: '4px',
        minHeight: 64,
        alignSelf: 'stretch',
      }}
    >
      {Array.from({ length: shown }, (_, rank) => (
        <Box key={rank} sx={{ height: 4, borderRadius: '2px', bgcolor: `rank.${rankColor(rank, shown)}` }} />
      ))}
    </Box>
  )
}
