import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** A list in a box of its own. */
export function ListCard({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        bgcolor: 'paper',
        border: '1px solid',
        borderColor: 'line',
        borderRadius: '12px',
      }}
    >
      {children}
    </Box>
  )
}
