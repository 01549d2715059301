import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

/** One box of a step, with its heading. */
export function StepCard({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{ bgcolor: 'paper', border: '1px solid', borderColor: 'line', borderRadius: '12px', p: 4, minWidth: 0 }}
    >
      <Typography variant="h2">{title}</Typography>
      {text !== undefined && <Box sx={{ color: 'dim', maxWidth: 640 }}>{text}</Box>}
      <Box sx={{ mt: 3 }}>{children}</Box>
    </Box>
  )
}
