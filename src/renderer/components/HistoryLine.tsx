import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

interface HistoryLineProps {
  readonly avatar?: ReactNode
  readonly title: ReactNode
  readonly sub?: ReactNode
  readonly when: string
  /** The whole date, for those who point at the short one. */
  readonly whenTitle: string
  readonly action?: ReactNode
}

/** One thing that happened: who, what, when. */
export function HistoryLine({ avatar, title, sub, when, whenTitle, action }: HistoryLineProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        gap: 3,
        px: 4,
        py: '9px',
        borderTop: '1px solid',
        borderColor: 'line',
        alignItems: 'flex-start',
      }}
    >
      {avatar}
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {title}
        {sub !== undefined && <Box sx={{ color: 'dim', fontSize: 12 }}>{sub}</Box>}
      </Box>
      <Box
        component="time"
        title={whenTitle}
        sx={{ color: 'faint', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
      >
        {when}
      </Box>
      {action}
    </Box>
  )
}
