import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      component="kbd"
      sx={{
        fontFamily: 'inherit',
        fontSize: 11,
        border: '1px solid',
        borderColor: 'line',
        borderRadius: '4px',
        px: '5px',
        bgcolor: 'sunken',
        color: 'dim',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  )
}
