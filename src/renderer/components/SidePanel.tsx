import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import type { ReactNode } from 'react'

interface SidePanelProps {
  /** What the panel is about, for those who hear the screen. */
  readonly label: string
  readonly width?: number
  readonly onClose?: () => void
  readonly children: ReactNode
}

/** A panel at the right edge. Escape closes it where it can be closed. */
export function SidePanel({ label, width = 380, onClose, children }: SidePanelProps) {
  return (
    <Box
      component="aside"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onClose !== undefined && !event.defaultPrevented) {
          event.stopPropagation()
          onClose()
        }
      }}
      sx={{
        width,
        flex: 'none',
        borderLeft: '1px solid',
        borderColor: 'line',
        bgcolor: 'paper',
        p: '18px',
        overflow: 'auto',
        position: 'relative',
      }}
    >
      {onClose !== undefined && (
        <IconButton
          aria-label={`Close ${label}`}
          onClick={onClose}
          sx={{ position: 'absolute', top: 12, right: 12, zIndex: 1 }}
        >
          <CloseIcon sx={{ fontSize: 18 }} />
        </IconButton>
      )}
      {children}
    </Box>
  )
}
