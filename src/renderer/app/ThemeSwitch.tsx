import DarkModeIcon from '@mui/icons-material/DarkModeOutlined'
import LightModeIcon from '@mui/icons-material/LightModeOutlined'
import SystemIcon from '@mui/icons-material/SettingsBrightnessOutlined'
import IconButton from '@mui/material/IconButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import { useState } from 'react'
import { useThemeStore, type ThemeChoice } from '../stores/themeStore'

const choices: readonly { value: ThemeChoice; label: string; icon: typeof SystemIcon }[] = [
  { value: 'system', label: 'As the system', icon: SystemIcon },
  { value: 'light', label: 'Light', icon: LightModeIcon },
  { value: 'dark', label: 'Dark', icon: DarkModeIcon },
]

export function ThemeSwitch() {
  const { choice, choose } = useThemeStore()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const now = choices.find((each) => each.value === choice) ?? choices[0]!
  const Icon = now.icon
  return (
    <>
      <Tooltip title={`Appearance: ${now.label.toLowerCase()}`}>
        <IconButton
          aria-label={`Appearance: ${now.label.toLowerCase()}`}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Icon sx={{ fontSize: 18 }} />
        </IconButton>
      </Tooltip>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { dense: true, 'aria-label': 'Appearance' } }}
      >
        {choices.map(({ value, label, icon: Each }) => (
          <MenuItem
            key={value}
            role="menuitemradio"
            aria-checked={value === choice}
            selected={value === choice}
            onClick={() => {
              choose(value)
              setAnchor(null)
            }}
          >
            <ListItemIcon>
              <Each sx={{ fontSize: 18 }} />
            </ListItemIcon>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
