import KeyIcon from '@mui/icons-material/KeyOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import OffIcon from '@mui/icons-material/PowerOffOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlined'
import PencilIcon from '@mui/icons-material/EditOutlined'
import ClockIcon from '@mui/icons-material/ScheduleOutlined'
import Box from '@mui/material/Box'
import { ReachIcon } from '../../components/ReachMark'
import { rankColor } from '../../../shared/look/rankColor'
import { describeCell, wordOf } from './describeCell'
import type { CellView } from './matrixCells'

interface ReachCellProps {
  readonly view: CellView
  readonly of: number
  readonly kinds: string
  readonly canEdit: boolean
}

/** One cell: mark and word; a dot when it differs from the default, a pencil when it is staged, a clock when it is not settled, hatching when locked. */
export function ReachCell({ view, of, kinds, canEdit }: ReachCellProps) {
  const { cell, role, permission, reach, isStaged, isUnspecified, differsFromDefault } = view
  const isFixed = !cell.isEditable
  const isOffNow = cell.isOff && !isStaged
  const isIfGranted = wordOf(view) === 'if granted'
  const isQuiet = reach === 'none' || cell.isOff
  return (
    <Box
      component="td"
      role="gridcell"
      tabIndex={-1}
      data-permission={permission.key}
      data-role={role.key}
      aria-label={describeCell(view, kinds)}
      aria-readonly={isFixed || !canEdit}
      aria-haspopup={isFixed || !canEdit ? undefined : 'menu'}
      sx={(theme) => ({
        textAlign: 'center',
        px: 0.5,
        cursor: isFixed || !canEdit ? 'default' : 'pointer',
        ...(isFixed && {
          background: `repeating-linear-gradient(135deg, ${theme.palette.sunken} 0 6px, ${theme.palette.chip} 6px 12px)`,
        }),
      })}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 1,
          px: 1.5,
          py: '3px',
          borderRadius: '7px',
          position: 'relative',
          fontSize: 12.5,
          color: isQuiet ? 'faint' : 'ink',
          border: '1.5px solid transparent',
          ...(isStaged && { bgcolor: 'staged', borderColor: 'stagedLine', color: 'ink' }),
          ...(isUnspecified && !isStaged && { borderStyle: 'dashed', borderColor: 'strongLine' }),
          ...(!isFixed && canEdit && !isStaged && { 'td:hover > &': { bgcolor: 'chip' } }),
        }}
      >
        {isOffNow ? (
          <OffIcon aria-hidden sx={{ fontSize: 13, color: 'faint' }} />
        ) : isIfGranted ? (
          <KeyIcon aria-hidden sx={{ fontSize: 13, color: 'dim' }} />
        ) : isUnspecified ? (
          <HelpIcon aria-hidden sx={{ fontSize: 13, color: 'warn' }} />
        ) : (
          <ReachIcon reach={reach} color={`rank.${rankColor(role.rank, of)}`} />
        )}
        <span>{isOffNow ? 'off' : wordOf(view)}</span>
        {cell.isLocked && <LockIcon aria-hidden sx={{ fontSize: 11, color: 'dim' }} />}
        {isStaged && (
          <PencilIcon
            aria-hidden
            sx={{
              fontSize: 13,
              p: '1px',
              position: 'absolute',
              top: -7,
              right: -6,
              borderRadius: '50%',
              bgcolor: 'stagedLine',
              color: 'paper',
            }}
          />
        )}
        {cell.pending === true && <ClockIcon aria-hidden sx={{ fontSize: 11, color: 'warn' }} />}
        {!isStaged && differsFromDefault && (
          <Box
            component="span"
            aria-hidden
            sx={{ width: 6, height: 6, borderRadius: '50%', bgcolor: 'brand', position: 'absolute', top: 1, right: -2 }}
          />
        )}
      </Box>
    </Box>
  )
}
