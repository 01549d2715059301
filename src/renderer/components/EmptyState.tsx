import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly text?: ReactNode
  readonly action?: ReactNode
}

/** What a list says when it has nothing to show, and what to do about it. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <Box
      sx={{
        display: 'grid',
        placeItems: 'center',
        textAlign: 'center',
        gap: 1.5,
        p: 10,
        color: 'dim',
        height: '100%',
        alignContent: 'center',
      }}
    >
      {icon !== undefined && <Box sx={{ fontSize: 32, lineHeight: 0, color: 'faint', mb: 1 }}>{icon}</Box>}
      <Typography component="p" sx={{ fontWeight: 650, fontSize: 14, color: 'ink' }}>
        {title}
      </Typography>
      {text !== undefined && <Box sx={{ maxWidth: 420 }}>{text}</Box>}
      {action !== undefined && <Box sx={{ mt: 2, color: 'ink' }}>{action}</Box>}
    </Box>
  )
}
