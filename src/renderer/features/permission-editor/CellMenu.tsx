import CheckIcon from '@mui/icons-material/Check'
import UndoIcon from '@mui/icons-material/SettingsBackupRestoreOutlined'
import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import type { Reach } from '../../../shared/domain/reach'
import { ReachIcon } from '../../components/ReachMark'
import { reachWords } from '../../words/reachWords'
import type { CellView } from './matrixCells'

interface CellMenuProps {
  readonly anchor: HTMLElement
  readonly view: CellView
  readonly kinds: string
  /** null: back to the default */
  readonly onChoose: (reach: Reach | null) => void
  readonly onClose: () => void
}

/** The choices of one cell, each with what it means. */
export function CellMenu({ anchor, view, kinds, onChoose, onClose }: CellMenuProps) {
  const { cell, role, permission, isSilent } = view
  const canGoBack = cell.isEdited || view.isStaged
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      transformOrigin={{ vertical: 'top', horizontal: 'center' }}
      slotProps={{
        list: { dense: true, 'aria-label': `${role.name}, ${permission.name}` },
        paper: { sx: { width: 300 } },
      }}
    >
      {cell.allowedReaches.map((reach) => {
        const words = reachWords(reach, kinds)
        const isNow = reach === view.reach && !view.isUnspecified && (view.grantable === null || reach !== 'none')
        const marks = [
          reach === cell.default && !isSilent && cell.grantable === null ? 'default' : '',
          reach === cell.grantable ? 'as granted' : '',
        ].filter((mark) => mark !== '')
        return (
          <MenuItem
            key={reach}
            role="menuitemradio"
            aria-checked={isNow}
            selected={isNow}
            onClick={() => onChoose(reach)}
            sx={{ gap: 2, alignItems: 'flex-start' }}
          >
            <Box sx={{ width: 16, lineHeight: 0, pt: '2px' }}>
              {isNow && <CheckIcon aria-hidden sx={{ fontSize: 16, color: 'brand' }} />}
            </Box>
            <Box sx={{ pt: '2px' }}>
              <ReachIcon reach={reach} />
            </Box>
            <Box sx={{ whiteSpace: 'normal', flex: 1 }}>
              <Box component="span" sx={{ fontWeight: 600 }}>
                {words.word}
              </Box>
              {marks.length > 0 && (
                <Box component="span" sx={{ color: 'dim', fontSize: 12 }}>
                  {' '}
                  · {marks.join(' · ')}
                </Box>
              )}
              <Box sx={{ color: 'dim', fontSize: 12 }}>{words.meaning}</Box>
            </Box>
          </MenuItem>
        )
      })}
      {canGoBack && <Divider />}
      {canGoBack && (
        <MenuItem onClick={() => onChoose(null)} sx={{ gap: 2 }}>
          <Box sx={{ width: 16, lineHeight: 0 }}>
            <UndoIcon aria-hidden sx={{ fontSize: 16, color: 'dim' }} />
          </Box>
          {describeDefault(view)}
        </MenuItem>
      )}
    </Menu>
  )
}

function describeDefault({ cell, isSilent }: CellView): string {
  if (isSilent) return 'Back to “not specified by the source”'
  if (cell.grantable !== null) return 'Back to “if granted”'
  return `Back to the default (${cell.default})`
}
