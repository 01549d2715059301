import CheckIcon from '@mui/icons-material/VerifiedOutlined'
import CloseIcon from '@mui/icons-material/LogoutOutlined'
import CopyIcon from '@mui/icons-material/FileCopyOutlined'
import ExportIcon from '@mui/icons-material/IosShareOutlined'
import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { closeOrg } from '../../stores/openingStore'
import type { OrgInfo } from '../../stores/orgStore'
import { CopyDialog } from './CopyDialog'
import { ExportDialog } from './ExportDialog'
import { VerifyDialog } from './VerifyDialog'

interface OrganizationMenuProps {
  readonly org: OrgInfo
  readonly anchor: HTMLElement | null
  readonly onClose: () => void
}

type Deed = 'export' | 'verify' | 'copy'

/** What can be done with the organization's file as a whole. */
export function OrganizationMenu({ org, anchor, onClose }: OrganizationMenuProps) {
  const [deed, setDeed] = useState<Deed | null>(null)
  const may = org.actor?.mayDo['console.manage']
  const mayNotExport = org.kind === 'bundle' || may === undefined || may.allowed ? null : may.because

  const choose = (next: Deed) => () => {
    onClose()
    setDeed(next)
  }
  const end = () => setDeed(null)

  return (
    <>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={onClose}
        slotProps={{ list: { 'aria-label': 'Organization' }, paper: { sx: { width: 300 } } }}
      >
        <Box component="li" role="presentation" sx={{ px: 4, py: 2, outline: 'none' }}>
          <Box sx={{ fontWeight: 650 }}>{org.name}</Box>
          <Box sx={{ color: 'dim', fontSize: 12, overflowWrap: 'anywhere' }}>{org.path}</Box>
          <Box sx={{ color: 'dim', fontSize: 12, mt: 1 }}>Recognized by: {org.fingerprint}</Box>
        </Box>
        <Divider />
        <MenuItem onClick={mayNotExport === null ? choose('export') : undefined} aria-disabled={mayNotExport !== null}>
          <ListItemIcon>
            <ExportIcon sx={{ fontSize: 18 }} />
          </ListItemIcon>
          <Box sx={{ minWidth: 0 }}>
            Export everything…
            {mayNotExport !== null && (
              <Box sx={{ color: 'dim', fontSize: 12, whiteSpace: 'normal' }}>{mayNotExport}</Box>
            )}
          </Box>
        </MenuItem>
        <MenuItem onClick={choose('verify')}>
          <ListItemIcon>
            <CheckIcon sx={{ fontSize: 18 }} />
          </ListItemIcon>
          Verify…
        </MenuItem>
        <MenuItem onClick={choose('copy')}>
          <ListItemIcon>
            <CopyIcon sx={{ fontSize: 18 }} />
          </ListItemIcon>
          Save a copy…
        </MenuItem>
        <Divider />
        <MenuItem
          onClick={() => {
            onClose()
            void closeOrg()
          }}
        >
          <ListItemIcon>
            <CloseIcon sx={{ fontSize: 18 }} />
          </ListItemIcon>
          Close organization
        </MenuItem>
      </Menu>
      {deed === 'export' && <ExportDialog org={org} onClose={end} />}
      {deed === 'verify' && <VerifyDialog onClose={end} />}
      {deed === 'copy' && <CopyDialog org={org} onClose={end} />}
    </>
  )
}
