import ClockIcon from '@mui/icons-material/ScheduleOutlined'
import { styled } from '@mui/material/styles'

interface PendingMarkProps {
  /** Beside other marks: the sign alone, with the word for those who hear it. */
  readonly isShort?: boolean
}

/** Says that what is shown is not settled yet: others do not see it. */
export function PendingMark({ isShort = false }: PendingMarkProps) {
  return (
    <Chip
      title="Not settled yet: shown on this desktop, and nowhere else until it is."
      {...(isShort && { role: 'img', 'aria-label': 'pending', style: { paddingInline: 2 } })}
    >
      <ClockIcon aria-hidden sx={{ fontSize: 12, my: '2px' }} />
      {!isShort && 'pending'}
    </Chip>
  )
}

const Chip = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  flex: 'none',
  alignItems: 'center',
  gap: 3,
  paddingInline: 6,
  borderRadius: 9,
  border: `1px dashed ${theme.palette.warn}`,
  color: theme.palette.warn,
  fontSize: 11,
  fontWeight: 400,
  lineHeight: '16px',
  whiteSpace: 'nowrap',
}))
