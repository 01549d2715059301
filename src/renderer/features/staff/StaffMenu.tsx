import MoreIcon from '@mui/icons-material/MoreHoriz'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import type { SomePeople } from './BulkDialog'
import { DuplicatesDialog } from './DuplicatesDialog'
import type { StaffColumn } from './staffQuery'
import { useStaffExport } from './useStaffExport'

interface StaffMenuProps {
  /** Everybody whom the search and the filters find. */
  readonly shown: SomePeople
  readonly columns: readonly StaffColumn[]
  readonly onOpen: (id: StaffId) => void
}

/** What is done with the list as a whole, and seldom. */
export function StaffMenu({ shown, columns, onOpen }: StaffMenuProps) {
  const { copy, save, progress } = useStaffExport(shown, columns)
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
            void copy()
          }}
        >
          Copy the people shown
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null)
            void save()
          }}
        >
          Export the people shown as CSV…
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null)
            setLooking(true)
          }}
        >
          Find people who are there twice…
        </MenuItem>
      </Menu>
      {progress}
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
