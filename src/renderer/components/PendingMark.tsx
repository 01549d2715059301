import ClockIcon from '@mui/icons-material/ScheduleOutlined'
import { styled } from '@mui/material/styles'

/** Says that what is shown is not settled yet: others do not see it. */
export function PendingMark() {
  return (
    <Chip title="Not settled yet: shown on this desktop, and nowhere else until it is.">
      <ClockIcon aria-hidden sx={{ fontSize: 12 }} />
      pending
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
