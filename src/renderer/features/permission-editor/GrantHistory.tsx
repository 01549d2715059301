import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { PermissionKey } from '../../../shared/domain/ids'
import type { Reach } from '../../../shared/domain/reach'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { TextLink } from '../../components/TextLink'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import type { CellView } from './matrixCells'
import { stageRestore } from './stageRestore'
import { chooseReach } from './usePermissionEditor'

const shownAtFirst = 5

interface GrantHistoryProps {
  readonly permission: PermissionKey
  readonly views: readonly CellView[]
  readonly mayNotEdit: string | null
}

/** Every value that the cells of a permission have had; each value, and each point, can be brought back as staged edits. */
export function GrantHistory({ permission, views, mayNotEdit }: GrantHistoryProps) {
  const when = useWhen()
  const past = useOperation('grant.history', { permission, limit: 200 })
  const [isOpen, setOpen] = useState(false)
  const rows = past.value ?? []
  const viewOf = (row: { readonly role: string }) => views.find((view) => view.role.key === row.role)
  if (past.failure !== null) return <FailureNotice failure={past.failure} onRetry={past.reload} />
  if (past.value === null) return <LoadingLines lines={2} label="Reading the history" />
  return (
    <Box>
      {rows.length === 0 && <Box sx={{ color: 'dim' }}>Never changed: it is what the blueprint ships.</Box>}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {rows.slice(0, isOpen ? rows.length : shownAtFirst).map((row, index) => (
          <li key={`${row.n}/${row.role}`}>
            <Box>
              {row.roleName}: {row.fromText} → <b>{row.toText}</b>
            </Box>
            <Box sx={{ color: 'dim', fontSize: 12 }}>
              {row.author} · {when.instant(row.settledAtMs)}
              {row.note !== null && ` · “${row.note}”`}
            </Box>
            {mayNotEdit === null && (
              <Box sx={{ display: 'flex', gap: 3, fontSize: 12 }}>
                {canBeBroughtBack(viewOf(row), row.to) && (
                  <TextLink
                    onClick={() => chooseReach(viewOf(row)!, row.to)}
                    label={`Restore for ${row.roleName}: ${row.toText}`}
                  >
                    Restore for {row.roleName}
                  </TextLink>
                )}
                {index > 0 && (
                  <TextLink
                    onClick={() => void stageRestore(row.n, permission)}
                    label={`Restore this point, after ${when.instant(row.settledAtMs)}: ${row.roleName} ${row.toText}`}
                  >
                    Restore this point
                  </TextLink>
                )}
              </Box>
            )}
          </li>
        ))}
      </Box>
      {rows.length > shownAtFirst && (
        <Button variant="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} sx={{ px: 0, fontSize: 12 }}>
          {isOpen ? 'Fewer' : `All ${rows.length} changes`}
        </Button>
      )}
    </Box>
  )
}

/** A past value that is not what is shown now, and that the cell may take. Null is what the blueprint ships. */
function canBeBroughtBack(view: CellView | undefined, reach: Reach | null): boolean {
  if (view === undefined || !view.cell.isEditable) return false
  if (reach === null) return view.differsFromDefault
  return view.cell.allowedReaches.includes(reach) && (view.reach !== reach || !view.differsFromDefault)
}
