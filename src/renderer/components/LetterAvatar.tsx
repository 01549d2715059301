import Box from '@mui/material/Box'
import { rankColor } from './rankColor'

interface LetterAvatarProps {
  readonly letters: string
  readonly rank: number
  readonly of: number
  readonly size?: number
}

/** A round mark with somebody's initials, in the colour of their rank. Decoration: the name stands beside it. */
export function LetterAvatar({ letters, rank, of, size = 28 }: LetterAvatarProps) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        width: size,
        height: size,
        borderRadius: '50%',
        display: 'grid',
        placeItems: 'center',
        flex: 'none',
        fontSize: size > 36 ? 15 : 11,
        fontWeight: 600,
        lineHeight: 1,
        color: '#fff',
        bgcolor: `rankInk.${rankColor(rank, of)}`,
      }}
    >
      {letters}
    </Box>
  )
}
