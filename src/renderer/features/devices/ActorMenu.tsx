import KeyIcon from '@mui/icons-material/KeyOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import SwitchIcon from '@mui/icons-material/SwitchAccountOutlined'
import Box from '@mui/material/Box'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { useOpeningStore } from '../../stores/openingStore'
import type { OrgInfo } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { lockOperator, nothingLocks } from './lockOperator'
import { SwitchOperatorDialog } from './SwitchOperatorDialog'

interface ActorMenuProps {
  readonly org: OrgInfo
  readonly anchor: HTMLElement | null
  readonly onClose: () => void
}

/** Who may act in place of whom, from wherever one is: switch, lock, and the way to operators and keys. */
export function ActorMenu({ org, anchor, onClose }: ActorMenuProps) {
  // Asked when the menu is wanted, so that an operator who was added just now is there. It opens with all its lines: the
  // focus goes to the first, and none moves under the hand.
  const isAsked = anchor !== null && org.kind !== 'bundle'
  const list = useOperation('operator.list', isAsked ? {} : null)
  const isThere = !isAsked || list.value !== null || list.failure !== null
  const open = useOpeningStore((store) => store.open)
  const go = useRouteStore((store) => store.go)
  const operators = list.value?.operators ?? []
  const acting = operators.find(({ isActing }) => isActing)
  const [isSwitching, setSwitching] = useState(false)
  const mayNotLock = acting?.hasPassphrase === true ? null : nothingLocks

  return (
    <>
      {isSwitching && <SwitchOperatorDialog path={org.path} onClose={() => setSwitching(false)} />}
      <Menu
        anchorEl={anchor}
        open={anchor !== null && isThere}
        onClose={onClose}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ list: { dense: true, 'aria-label': 'Who acts' }, paper: { sx: { width: 280 } } }}
      >
        {org.readOnlyBecause !== null && (
          <Box component="li" role="presentation" sx={{ px: 4, py: 1.5, color: 'dim', fontSize: 12 }}>
            {org.readOnlyBecause}
          </Box>
        )}
        {org.needsKey && (
          <MenuItem
            onClick={() => {
              onClose()
              go('sync')
            }}
          >
            <ListItemIcon>
              <KeyIcon sx={{ fontSize: 18 }} />
            </ListItemIcon>
            Get a key…
          </MenuItem>
        )}
        {operators
          .filter(({ isActing }) => !isActing)
          .map(({ staffId, name, email, role }) => (
            <MenuItem
              key={staffId}
              onClick={() => {
                onClose()
                void open(org.path, { as: email })
              }}
            >
              <ListItemIcon>
                <SwitchIcon sx={{ fontSize: 18 }} />
              </ListItemIcon>
              <Box sx={{ minWidth: 0 }}>
                Switch to {name}
                <Box sx={{ color: 'dim', fontSize: 12 }}>{role.name}</Box>
              </Box>
            </MenuItem>
          ))}
        {list.value?.isWhole === false && (
          <MenuItem
            onClick={() => {
              onClose()
              setSwitching(true)
            }}
          >
            <ListItemIcon>
              <SwitchIcon sx={{ fontSize: 18 }} />
            </ListItemIcon>
            Switch to somebody else…
          </MenuItem>
        )}
        {acting !== undefined && (
          <MenuItem
            aria-disabled={mayNotLock !== null}
            onClick={() => {
              if (mayNotLock !== null) return
              onClose()
              void lockOperator(org.path, acting.email)
            }}
          >
            <ListItemIcon>
              <LockIcon sx={{ fontSize: 18 }} />
            </ListItemIcon>
            <Box sx={{ minWidth: 0 }}>
              Lock
              {mayNotLock !== null && <Box sx={{ color: 'dim', fontSize: 12, whiteSpace: 'normal' }}>{mayNotLock}</Box>}
            </Box>
          </MenuItem>
        )}
        <MenuItem
          onClick={() => {
            onClose()
            go('settings', { at: 'operators' })
          }}
        >
          <ListItemIcon>
            <KeyIcon sx={{ fontSize: 18 }} />
          </ListItemIcon>
          Operators and keys…
        </MenuItem>
      </Menu>
    </>
  )
}
