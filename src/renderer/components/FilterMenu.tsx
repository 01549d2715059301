import CheckIcon from '@mui/icons-material/Check'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useId, useState, type ReactNode } from 'react'
import { pillLook } from './pillLook'
import { PillWords } from './PillWords'

export interface FilterOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly mark?: ReactNode
}

interface FilterMenuProps<Value extends string> {
  readonly label: string
  readonly options: readonly FilterOption<Value>[]
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: readonly Value[]) => void
  /** One choice at a time; choosing it again means any. */
  readonly isSingle?: boolean
  /** How something looks rather than what is shown: no word for any, and the button stays quiet. */
  readonly isLook?: boolean
}

/** "Role: any ▾": a small button that says what is filtered, and a menu to choose from. */
export function FilterMenu<Value extends string>(props: FilterMenuProps<Value>) {
  const { label, options, chosen, onChange, isSingle = false, isLook = false } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const menuId = useId()
  const first = options.find((option) => option.value === chosen[0])
  const summary =
    first === undefined ? null : chosen.length === 1 ? first.label : `${first.label} +${chosen.length - 1}`

  const toggle = (value: Value) => {
    const isChosen = chosen.includes(value)
    if (isSingle) {
      onChange(isChosen ? [] : [value])
      setAnchor(null)
    } else onChange(isChosen ? chosen.filter((other) => other !== value) : [...chosen, value])
  }

  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor === null ? undefined : menuId}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={pillLook(!isLook && chosen.length > 0)}
      >
        {isLook ? label : <PillWords label={label} summary={summary} />}
        <ExpandMoreIcon aria-hidden sx={{ fontSize: 15, mr: -1 }} />
      </ButtonBase>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { dense: true, 'aria-label': label } }}
      >
        {!isLook && (
          <MenuItem
            role={isSingle ? 'menuitemradio' : 'menuitemcheckbox'}
            aria-checked={chosen.length === 0}
            onClick={() => {
              onChange([])
              setAnchor(null)
            }}
          >
            <Tick isOn={chosen.length === 0} />
            Any
          </MenuItem>
        )}
        {options.map((option) => {
          const isOn = chosen.includes(option.value)
          return (
            <MenuItem
              key={option.value}
              role={isSingle ? 'menuitemradio' : 'menuitemcheckbox'}
              aria-checked={isOn}
              onClick={() => toggle(option.value)}
            >
              <Tick isOn={isOn} />
              {option.mark !== undefined && (
                <Box component="span" sx={{ display: 'inline-flex', mr: 2 }}>
                  {option.mark}
                </Box>
              )}
              {option.label}
            </MenuItem>
          )
        })}
      </Menu>
    </>
  )
}

function Tick({ isOn }: { readonly isOn: boolean }) {
  return (
    <Box component="span" aria-hidden sx={{ width: 22, lineHeight: 0 }}>
      {isOn && <CheckIcon sx={{ fontSize: 16, color: 'brand' }} />}
    </Box>
  )
}
