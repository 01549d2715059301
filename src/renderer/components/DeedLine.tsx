import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** A line of a list: words, and the button that does something about them. */
export function DeedLine({ children, action }: { readonly children: ReactNode; readonly action: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 1.5, borderTop: '1px solid', borderColor: 'line' }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
      {action}
    </Box>
  )
}
