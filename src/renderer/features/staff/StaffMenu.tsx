import MoreIcon from '@mui/icons-material/MoreHoriz'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { DuplicatesDialog } from './DuplicatesDialog'

/** What is done with the list as a whole, and seldom. */
export function StaffMenu({ onOpen }: { readonly onOpen: (id: StaffId) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [isLooking, setLooking] = useState(false)
  return (
    <>
      <IconButton
        aria-label="More about staff"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon sx={{ fontSize: 20 }} />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { dense: true, 'aria-label': 'More about staff' } }}
      >
        <MenuItem
          onClick={() => {
            setAnchor(null)
            setLooking(true)
          }}
        >
          Find people who are there twice…
        </MenuItem>
      </Menu>
      {isLooking && (
        <DuplicatesDialog
          onOpen={(id) => {
            setLooking(false)
            onOpen(id)
          }}
          onClose={() => setLooking(false)}
        />
      )}
    </>
  )
}
