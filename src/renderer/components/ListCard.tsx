import Box from '@mui/material/Box'
import type { SxProps, Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'

interface ListCardProps {
  readonly label: string
  readonly children: ReactNode
  readonly sx?: SxProps<Theme>
}

/** A list in a box of its own. */
export function ListCard({ label, children, sx }: ListCardProps) {
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={[
        {
          listStyle: 'none',
          m: 0,
          p: 0,
          bgcolor: 'paper',
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '12px',
        },
        ...(Array.isArray(sx) ? sx : [sx ?? {}]),
      ]}
    >
      {children}
    </Box>
  )
}
