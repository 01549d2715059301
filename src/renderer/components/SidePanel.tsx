import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { useEffect, useRef, type ReactNode } from 'react'
import { narrow } from './narrow'

interface SidePanelProps {
  /** What the panel is about, for those who hear the screen. */
  readonly label: string
  readonly width?: number
  readonly onClose?: () => void
  /** Takes the focus when it opens: it was opened by keyboard. */
  readonly takesFocus?: boolean
  /** Whose panel it is: another one takes the focus again. */
  readonly subject?: string
  /** Gives way where the window is narrow: it helps, and nothing is lost without it. */
  readonly givesWay?: boolean
  /** Stands below the content where the window is narrow, and scrolls with it. */
  readonly goesBelow?: boolean
  readonly children: ReactNode
}

/** A panel at the right edge; over the content where the window is narrow. Escape closes it where it can be closed. */
export function SidePanel({
  label,
  width = 380,
  onClose,
  takesFocus = false,
  subject,
  givesWay = false,
  goesBelow = false,
  children,
}: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (takesFocus) panel.current?.focus()
  }, [takesFocus, subject])

  return (
    <Box
      component="aside"
      ref={panel}
      tabIndex={-1}
      data-narrow={goesBelow ? 'below' : undefined}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onClose !== undefined && !event.defaultPrevented) {
          event.stopPropagation()
          onClose()
        }
      }}
      sx={{
        width: `min(${width}px, 30vw)`,
        flex: 'none',
        borderLeft: '1px solid',
        borderColor: 'line',
        bgcolor: 'paper',
        p: '18px',
        overflow: 'auto',
        position: 'relative',
        '&:focus': { outline: 'none' },
        ...(goesBelow && { [narrow]: { width: 'auto', borderLeft: 0, borderTop: '1px solid', borderColor: 'line' } }),
        ...(givesWay && { '@media screen and (max-width: 1180px)': { display: 'none' } }),
        ...(onClose !== undefined && {
          '@media screen and (max-width: 1180px)': {
            width: `min(${width}px, 100%)`,
            position: 'absolute',
            right: 0,
            top: 0,
            bottom: 0,
            zIndex: 5,
            boxShadow: '-12px 0 28px rgba(0, 0, 0, 0.18)',
          },
        }),
      }}
    >
      {onClose !== undefined && (
        <IconButton
          aria-label={`Close ${label}`}
          data-print="hide"
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
