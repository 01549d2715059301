import Box from '@mui/material/Box'
import { useCallback, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { PermissionKey } from '../../../shared/domain/ids'
import { useRovingGrid } from '../../components/useRovingGrid'
import { useHolderCount } from '../../stores/useHolderCount'
import { AreaRow } from './AreaRow'
import type { BulkScope } from './BulkDialog'
import { describeThreshold } from './bulkEdits'
import { CellMenu } from './CellMenu'
import type { AreaRows } from './filterMatrix'
import { reachByLetter, type CellView, type MatrixRole } from './matrixCells'
import { PermissionRow } from './PermissionRow'
import { RoleHeader } from './RoleHeader'
import { chooseReach, type PermissionEditor } from './usePermissionEditor'

interface PermissionMatrixProps {
  readonly editor: PermissionEditor
  readonly roles: readonly MatrixRole[]
  readonly areas: readonly AreaRows[]
  readonly folded: ReadonlySet<string>
  readonly openPermission: PermissionKey | null
  readonly onFold: (area: string) => void
  readonly onOpen: (permission: PermissionKey) => void
  /** Sets a whole column, area or row. */
  readonly onBulk: (scope: BulkScope) => void
}

/**
 * Role × permission as one grid. Arrows move; Space or Enter opens the choices of a cell, a letter chooses the reach
 * that begins with it, Delete goes back to the default. On a permission's name Enter opens its details; on a role, an area
 * or a permission Shift+Enter sets all of it.
 */
export function PermissionMatrix(props: PermissionMatrixProps) {
  const { editor, roles, areas, folded, openPermission, onFold, onOpen, onBulk } = props
  const { mayNotEdit, viewsOf, kindsOf } = editor
  const [menu, setMenu] = useState<{ readonly anchor: HTMLElement; readonly view: CellView } | null>(null)
  const { ref: gridRef, onKeyDown: moveFocus } = useRovingGrid()
  const countHolders = useHolderCount()
  const spaceOn = useRef<HTMLElement | null>(null)
  const columnWidth = roles.length > 5 ? 84 : 116

  const findView = useCallback(
    (target: EventTarget): { anchor: HTMLElement; view: CellView } | null => {
      const anchor = (target as HTMLElement).closest<HTMLElement>('[data-permission][data-role]')
      if (anchor === null) return null
      const permission = areas
        .flatMap((area) => area.permissions)
        .find((each) => each.key === anchor.dataset['permission'])
      const view = permission && viewsOf(permission).find((each) => each.role.key === anchor.dataset['role'])
      return view === undefined ? null : { anchor, view }
    },
    [areas, viewsOf],
  )
  const act = ({ anchor, view }: { anchor: HTMLElement; view: CellView }) => {
    if (mayNotEdit === null && view.cell.isEditable) setMenu({ anchor, view })
    else onOpen(view.permission.key)
  }

  const onClick = (event: MouseEvent) => {
    const found = findView(event.target)
    if (found === null) {
      const role = (event.target as HTMLElement).closest<HTMLElement>('[data-whole^="role:"]')?.dataset['whole']
      if (role !== undefined && mayNotEdit === null) onBulk({ role: role.slice('role:'.length) })
      return
    }
    found.anchor.focus()
    act(found)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (menu !== null || moveFocus(event)) return
    const found = findView(event.target)
    const isOpener = event.key === 'Enter' || event.key === ' '
    if (found === null) {
      const whole = (event.target as HTMLElement).closest<HTMLElement>('[data-whole]')?.dataset['whole']
      if (isOpener && whole !== undefined && mayNotEdit === null && (event.shiftKey || whole.startsWith('role:'))) {
        event.preventDefault()
        onBulk(whole.startsWith('role:') ? { role: whole.slice('role:'.length) } : { rows: whole })
        return
      }
      const header = (event.target as HTMLElement).closest<HTMLElement>('[role="rowheader"]')
      if (isOpener && header !== null && event.target === header) {
        event.preventDefault()
        header.querySelector('button')?.click()
      }
      return
    }
    const canEdit = mayNotEdit === null && found.view.cell.isEditable
    if (event.key === 'Enter') act(found)
    else if (event.key === ' ') spaceOn.current = found.anchor
    else if (canEdit && (event.key === 'Delete' || event.key === 'Backspace')) chooseReach(found.view, null)
    else if (canEdit && /^[a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const reach = reachByLetter(found.view, event.key)
      if (reach !== null) chooseReach(found.view, reach)
    } else return
    event.preventDefault()
  }

  // Opened on the way up: a menu that opens on the way down takes the release of Space for a choice.
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== ' ') return
    const found = findView(event.target)
    const isHere = found !== null && found.anchor === spaceOn.current
    spaceOn.current = null
    if (isHere && menu === null) act(found)
  }

  return (
    <>
      <Box
        component="table"
        ref={gridRef}
        role="grid"
        aria-label="Permissions by role"
        aria-colcount={roles.length + 1}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        sx={{
          borderCollapse: 'separate',
          borderSpacing: 0,
          width: '100%',
          tableLayout: 'fixed',
          minWidth: 196 + roles.length * columnWidth,
          '& td, & th': { borderBottom: '1px solid', borderColor: 'line' },
          '& [role=gridcell]:focus-visible, & [role=rowheader]:focus-visible, & [role=columnheader]:focus-visible': {
            outlineOffset: '-2px',
          },
        }}
      >
        <colgroup>
          <col />
          {roles.map((role) => (
            <Box component="col" key={role.key} sx={{ width: columnWidth }} />
          ))}
        </colgroup>
        <Box component="thead" sx={{ '& th': { position: 'sticky', top: 0, zIndex: 2, bgcolor: 'paper' } }}>
          <tr role="row">
            <Box
              component="th"
              role="columnheader"
              scope="col"
              tabIndex={-1}
              sx={{
                textAlign: 'left',
                px: 3,
                height: 46,
                fontSize: 12,
                fontWeight: 600,
                color: 'dim',
                left: 0,
                zIndex: '3 !important',
              }}
            >
              Permission
            </Box>
            {roles.map((role) => (
              <RoleHeader key={role.key} role={role} of={roles.length} people={countHolders(role.people)} />
            ))}
          </tr>
        </Box>
        <tbody>
          {areas.map((area) => [
            <AreaRow
              key={area.key}
              area={area}
              columns={roles.length + 1}
              isFolded={folded.has(area.key)}
              onFold={onFold}
            />,
            ...(folded.has(area.key)
              ? []
              : area.permissions.map((permission) => (
                  <PermissionRow
                    key={permission.key}
                    permission={permission}
                    views={viewsOf(permission)}
                    kinds={kindsOf(permission.key)}
                    lowest={editor.isThreshold ? describeThreshold(viewsOf(permission)) : ''}
                    isOpen={permission.key === openPermission}
                    canEdit={mayNotEdit === null}
                    onOpen={onOpen}
                  />
                ))),
          ])}
        </tbody>
      </Box>
      {menu !== null && (
        <CellMenu
          anchor={menu.anchor}
          view={menu.view}
          kinds={kindsOf(menu.view.permission.key)}
          onChoose={(reach) => {
            chooseReach(menu.view, reach)
            setMenu(null)
          }}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  )
}
