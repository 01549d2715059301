import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { hiddenLook } from './hiddenLook'

/** Words that are heard and not seen. */
export function HiddenText({ children }: { readonly children: ReactNode }) {
  return (
    <Box component="span" sx={hiddenLook}>
      {children}
    </Box>
  )
}
