import { useTheme } from '@mui/material/styles'
import { memo } from 'react'

interface StateMarkProps {
  readonly word: string
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet'
}

/** A dot and a word. The dot of a quiet state is hollow, so that the tone is also a shape. */
export const StateMark = memo(function StateMark({ word, tone }: StateMarkProps) {
  const { palette } = useTheme()
  const color = tone === 'quiet' ? palette.faint : palette[tone]
  return (
    <span className="state-mark">
      <span
        aria-hidden
        className="state-dot"
        style={{
          borderRadius: tone === 'bad' ? 1 : '50%',
          borderColor: color,
          backgroundColor: tone === 'ok' || tone === 'bad' ? color : 'transparent',
        }}
      />
      {word}
    </span>
  )
})
