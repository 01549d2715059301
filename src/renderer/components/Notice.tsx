import ErrorOutlineIcon from '@mui/icons-material/ErrorOutlined'
import InfoOutlinedIcon from '@mui/icons-material/InfoOutlined'
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutlined'
import WarningAmberIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import type { SxProps, Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'

interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'bad' | 'ok'
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** Read aloud when it appears. */
  readonly isAlert?: boolean
  readonly sx?: SxProps<Theme>
}

const icons = { info: InfoOutlinedIcon, warn: WarningAmberIcon, bad: ErrorOutlineIcon, ok: CheckCircleOutlineIcon }
const looks = {
  info: { bgcolor: 'brandWeak', color: 'brand' },
  warn: { bgcolor: 'warnBg', color: 'warn' },
  bad: { bgcolor: 'badBg', color: 'bad' },
  ok: { bgcolor: 'okBg', color: 'ok' },
}

/** A coloured box with an icon: advice, a warning, a refusal. */
export function Notice({ tone, title, children, action, isAlert = false, sx }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <Box
      role={isAlert ? 'alert' : undefined}
      sx={[
        {
          display: 'flex',
          gap: 2,
          borderRadius: '10px',
          px: 3,
          py: '10px',
          bgcolor: looks[tone].bgcolor,
          color: 'ink',
        },
        ...(Array.isArray(sx) ? sx : [sx ?? {}]),
      ]}
    >
      <Icon aria-hidden sx={{ fontSize: 18, mt: '1px', flex: 'none', color: looks[tone].color }} />
      <Box sx={{ minWidth: 0, flex: 1, overflowWrap: 'anywhere' }}>
        {title !== undefined && <Box sx={{ fontWeight: 650 }}>{title}</Box>}
        {children}
        {action !== undefined && <Box sx={{ mt: 1.5 }}>{action}</Box>}
      </Box>
    </Box>
  )
}
