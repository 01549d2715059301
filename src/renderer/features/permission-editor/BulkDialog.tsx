import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { reaches } from '../../../shared/domain/reach'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { useDraftStore } from '../../stores/draftStore'
import { countOf } from '../../words/countOf'
import { reachWords } from '../../words/reachWords'
import { bulkEdits, fitting, type BulkChoice } from './bulkEdits'
import type { AreaRows } from './filterMatrix'
import type { Matrix } from './matrixCells'
import type { PermissionEditor } from './usePermissionEditor'

/** What is preselected: a column, a row or an area. */
export interface BulkScope {
  readonly role?: string
  /** `area:<key>` or `permission:<key>`; left out: everything that is shown. */
  readonly rows?: string
}

interface BulkDialogProps {
  readonly editor: PermissionEditor
  readonly matrix: Matrix
  readonly areas: readonly AreaRows[]
  readonly scope: BulkScope
  readonly onClose: () => void
}

/** Sets a whole row, column or area at once: staged as edits, so that the impact is seen before anything is applied. */
export function BulkDialog({ editor, matrix, areas, scope, onClose }: BulkDialogProps) {
  const [role, setRole] = useState(scope.role ?? 'every')
  const [rows, setRows] = useState(scope.rows ?? 'shown')
  const [choice, setChoice] = useState<BulkChoice>('default')
  const stageMany = useDraftStore((store) => store.stageMany)

  const shown = areas.flatMap((area) => area.permissions)
  const chosenRows =
    rows === 'shown'
      ? shown
      : rows.startsWith('area:')
        ? shown.filter((permission) => `area:${permission.area}` === rows)
        : matrix.permissions.filter((permission) => `permission:${permission.key}` === rows)
  const views = chosenRows.flatMap((permission) =>
    editor.viewsOf(permission).filter((view) => role === 'every' || view.role.key === role),
  )
  const choices: readonly BulkChoice[] = [
    'default',
    ...reaches.filter((reach) => fitting(views, reach).length > 0).toReversed(),
  ]
  const edits = bulkEdits(views, choice)
  const single = matrix.permissions.find((permission) => `permission:${permission.key}` === rows)

  return (
    <ConfirmDialog
      title="Set many at once"
      confirmWord={edits.length === 0 ? 'Nothing to stage' : `Stage ${countOf(edits.length, 'edit')}`}
      onClose={onClose}
      onConfirm={async () => {
        // What a cell would be in force is no edit: it is taken back where it was staged.
        const kept = new Set(edits.map((edit) => `${edit.role}/${edit.permission}`))
        const settled = fitting(views, choice).filter(
          (view) => view.isStaged && !kept.has(`${view.role.key}/${view.permission.key}`),
        )
        stageMany(
          edits,
          settled.map((view) => ({ role: view.cell.role, permission: view.permission.key })),
        )
        return null
      }}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <TextField select label="Permissions" value={rows} onChange={(event) => setRows(event.target.value)}>
          <MenuItem value="shown">All shown ({shown.length})</MenuItem>
          {areas.map((area) => (
            <MenuItem key={area.key} value={`area:${area.key}`}>
              Area {area.name} ({area.permissions.length})
            </MenuItem>
          ))}
          {single !== undefined && <MenuItem value={rows}>{single.name}</MenuItem>}
        </TextField>
        <TextField select label="Role" value={role} onChange={(event) => setRole(event.target.value)}>
          <MenuItem value="every">Every role</MenuItem>
          {matrix.roles.map((each) => (
            <MenuItem key={each.key} value={each.key}>
              {each.name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label="Set to"
          value={choices.includes(choice) ? choice : 'default'}
          onChange={(event) => setChoice(event.target.value as BulkChoice)}
        >
          {choices.map((each) => (
            <MenuItem key={each} value={each}>
              {each === 'default'
                ? 'The blueprint’s default'
                : `${each}: ${reachWords(each).meaning.toLowerCase()} (${countOf(fitting(views, each).length, 'cell')})`}
            </MenuItem>
          ))}
        </TextField>
        <Box role="status" sx={{ color: 'dim' }}>
          {edits.length === 0
            ? 'Every cell that can be set so is so already.'
            : `${countOf(edits.length, 'cell changes', 'cells change')}. Nothing is applied before you review it.`}
        </Box>
      </Box>
    </ConfirmDialog>
  )
}
