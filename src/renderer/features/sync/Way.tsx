import type { SvgIconComponent } from '@mui/icons-material'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

interface WayProps {
  readonly icon: SvgIconComponent
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** One of the ways to meet: what it is, and the button that begins it. */
export function Way({ icon: Icon, title, children, action }: WayProps) {
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 3, py: 2.5, borderTop: '1px solid', borderColor: 'line' }}
    >
      <Icon aria-hidden sx={{ fontSize: 20, color: 'dim', flex: 'none' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{title}</Box>
        <Box sx={{ color: 'dim' }}>{children}</Box>
      </Box>
      {action}
    </Box>
  )
}
