import Button, { type ButtonProps } from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'

interface ReasonedButtonProps extends ButtonProps {
  /** Why it cannot be used now; null when it can. */
  readonly disabledBecause: string | null
}

/** A button that, when it cannot be used, can still be reached and says why. */
export function ReasonedButton({ disabledBecause, onClick, sx, children, ...rest }: ReasonedButtonProps) {
  if (disabledBecause === null) {
    return (
      <Button {...rest} onClick={onClick} sx={sx ?? {}}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip title={disabledBecause}>
      <Button
        {...rest}
        aria-disabled
        disableRipple
        sx={[
          {
            cursor: 'not-allowed',
            bgcolor: 'chip',
            color: 'faint',
            borderColor: 'line',
            '&:hover': { bgcolor: 'chip', borderColor: 'line' },
          },
          ...(Array.isArray(sx) ? sx : [sx ?? {}]),
        ]}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
