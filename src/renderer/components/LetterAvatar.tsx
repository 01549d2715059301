import { useTheme } from '@mui/material/styles'
import { memo } from 'react'
import { rankColor } from '../../shared/look/rankColor'

interface LetterAvatarProps {
  readonly letters: string
  readonly rank: number
  readonly of: number
  readonly size?: number
}

/** A round mark with somebody's initials, in the colour of their rank. Decoration: the name stands beside it. */
export const LetterAvatar = memo(function LetterAvatar({ letters, rank, of, size = 28 }: LetterAvatarProps) {
  const { palette } = useTheme()
  return (
    <span
      aria-hidden
      className="letters"
      style={{
        width: size,
        height: size,
        fontSize: size > 36 ? 15 : 11,
        backgroundColor: palette.rankInk[rankColor(rank, of)]!,
      }}
    >
      {letters}
    </span>
  )
})
