import CheckIcon from '@mui/icons-material/Check'
import ButtonBase from '@mui/material/ButtonBase'
import { pillLook } from './pillLook'

interface PillSwitchProps {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** A view switch: "Only differences". A tick, not only a colour, says that it is on. */
export function PillSwitch({ label, isOn, onChange }: PillSwitchProps) {
  return (
    <ButtonBase aria-pressed={isOn} onClick={() => onChange(!isOn)} sx={pillLook(isOn)}>
      {isOn && <CheckIcon aria-hidden sx={{ fontSize: 14, ml: -1 }} />}
      {label}
    </ButtonBase>
  )
}
