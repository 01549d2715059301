import EventIcon from '@mui/icons-material/EventOutlined'
import Box from '@mui/material/Box'
import { useEndWords } from '../../stores/useEndWords'

interface CoverChipProps {
  readonly untilMs: number
  /** For the cell of a list: the day alone. */
  readonly isShort?: boolean
}

/** Says that something of a person's ends by itself, and when. */
export function CoverChip({ untilMs, isShort = false }: CoverChipProps) {
  const { end, endDay } = useEndWords()
  return (
    <Box
      component="span"
      title={`Places or grants until ${end(untilMs)}`}
      aria-label={`Cover until ${end(untilMs)}`}
      role="img"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        px: 1.5,
        borderRadius: '9px',
        bgcolor: 'warnBg',
        color: 'warn',
        fontSize: 11,
        lineHeight: '18px',
        whiteSpace: 'nowrap',
        minWidth: 0,
      }}
    >
      <EventIcon aria-hidden sx={{ fontSize: 12 }} />
      <span className="clipped">{isShort ? endDay(untilMs) : `Cover until ${endDay(untilMs)}`}</span>
    </Box>
  )
}
