import Box from '@mui/material/Box'

interface TallyCardProps {
  readonly count: string
  readonly words: string
  readonly tone: 'ok' | 'bad'
  readonly isQuiet?: boolean
}

/** A number as a headline. */
export function TallyCard({ count, words, tone, isQuiet = false }: TallyCardProps) {
  return (
    <Box
      sx={{
        flex: 1,
        px: 3,
        py: 2.5,
        borderRadius: '12px',
        bgcolor: isQuiet ? 'chip' : tone === 'ok' ? 'okBg' : 'badBg',
      }}
    >
      <Box
        sx={{
          fontSize: 22,
          fontWeight: 700,
          lineHeight: 1.3,
          color: isQuiet ? 'dim' : tone,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {count}
      </Box>
      {words}
    </Box>
  )
}
