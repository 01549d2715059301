import Box from '@mui/material/Box'

interface StateMarkProps {
  readonly word: string
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet'
}

/** A dot and a word. The dot of a quiet state is hollow, so that the tone is also a shape. */
export function StateMark({ word, tone }: StateMarkProps) {
  const color = tone === 'quiet' ? 'faint' : tone
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap' }}>
      <Box
        component="span"
        aria-hidden
        sx={{
          width: 7,
          height: 7,
          flex: 'none',
          borderRadius: tone === 'bad' ? '1px' : '50%',
          border: '1.5px solid',
          borderColor: color,
          bgcolor: tone === 'ok' || tone === 'bad' ? color : 'transparent',
        }}
      />
      {word}
    </Box>
  )
}
