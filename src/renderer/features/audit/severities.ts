import CircleIcon from '@mui/icons-material/FiberManualRecord'
import InfoIcon from '@mui/icons-material/InfoOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'

export const severityNames = { high: 'Urgent', medium: 'Soon', low: 'When there is time' } as const

/** Never colour alone: each has a shape and a word. */
export const severityMarks = {
  high: { icon: CircleIcon, color: 'bad' },
  medium: { icon: WarningIcon, color: 'warn' },
  low: { icon: InfoIcon, color: 'brand' },
} as const
