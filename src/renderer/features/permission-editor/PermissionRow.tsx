import NotesIcon from '@mui/icons-material/StickyNote2Outlined'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { memo } from 'react'
import { HiddenText } from '../../components/HiddenText'
import type { PermissionKey } from '../../../shared/domain/ids'
import { countOf } from '../../words/countOf'
import { isOff } from './filterMatrix'
import type { CellView, MatrixPermission } from './matrixCells'
import { ReachCell } from './ReachCell'

interface PermissionRowProps {
  readonly permission: MatrixPermission
  readonly views: readonly CellView[]
  readonly kinds: string
  /** On a ladder where each role holds what the one below holds: the lowest role that has it, in words. */
  readonly lowest: string
  readonly isOpen: boolean
  readonly canEdit: boolean
  readonly onOpen: (permission: PermissionKey) => void
}

/** One permission, and how far it reaches for every role. */
export const PermissionRow = memo(function PermissionRow(props: PermissionRowProps) {
  const { permission, views, kinds, lowest, isOpen, canEdit, onOpen } = props
  const sub = [lowest, subLine(permission)].filter((part) => part !== '').join(' · ')
  const remarks = permission.notes.length
  return (
    <Box
      component="tr"
      role="row"
      sx={{ bgcolor: isOpen ? 'brandWeak' : 'paper', '&:hover': { bgcolor: isOpen ? 'brandWeak' : 'sunken' } }}
    >
      <Box
        component="th"
        role="rowheader"
        scope="row"
        tabIndex={-1}
        data-whole={`permission:${permission.key}`}
        sx={{ textAlign: 'left', fontWeight: 400, p: 0, position: 'sticky', left: 0, zIndex: 1, bgcolor: 'inherit' }}
      >
        <ButtonBase
          tabIndex={-1}
          onClick={() => onOpen(permission.key)}
          sx={{
            width: '100%',
            minHeight: 40,
            px: 3,
            py: 1,
            gap: 1.5,
            justifyContent: 'flex-start',
            textAlign: 'left',
            fontFamily: 'inherit',
            fontSize: 13,
            lineHeight: 1.3,
            '&:hover': { color: 'brand' },
          }}
        >
          <Box sx={{ minWidth: 0 }}>
            {permission.name}
            {sub !== '' && <Box sx={{ color: 'dim', fontSize: 11.5, lineHeight: 1.15 }}>{sub}</Box>}
          </Box>
          {remarks > 0 && (
            <>
              <NotesIcon aria-hidden sx={{ fontSize: 14, color: 'faint', flex: 'none' }} />
              <HiddenText>{countOf(remarks, 'note')}</HiddenText>
            </>
          )}
        </ButtonBase>
      </Box>
      {views.map((view) => (
        <ReachCell key={view.role.key} view={view} of={views.length} kinds={kinds} canEdit={canEdit} />
      ))}
    </Box>
  )
})

/** What a name alone does not say: off, fixed, or dependent on something else. */
function subLine(permission: MatrixPermission): string {
  if (isOff(permission)) return 'off for this organization'
  if (permission.fixedBecause !== null) return permission.fixedBecause
  return permission.needs.length === 0 ? '' : `needs ${permission.needs.join(' · ')}`
}
