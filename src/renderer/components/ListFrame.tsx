import Box from '@mui/material/Box'
import type { SxProps, Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'

interface ListFrameProps {
  readonly children: ReactNode
  readonly sx?: SxProps<Theme>
}

/** The framed rest of a page that holds a list or grid, which scrolls by itself, and its pager. */
export function ListFrame({ children, sx }: ListFrameProps) {
  return (
    <Box
      sx={[
        {
          flex: 1,
          minHeight: 0,
          display: 'flex',
          flexDirection: 'column',
          bgcolor: 'paper',
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '12px',
          overflow: 'hidden',
        },
        ...(Array.isArray(sx) ? sx : [sx ?? {}]),
      ]}
    >
      {children}
    </Box>
  )
}
