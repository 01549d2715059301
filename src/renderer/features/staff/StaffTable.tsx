import GroupIcon from '@mui/icons-material/GroupOutlined'
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type {
  GridColDef,
  GridEventListener,
  GridRowSelectionModel,
  GridSlots,
  GridSortDirection,
  GridSortModel,
} from '@mui/x-data-grid'
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import type { OperationOutput } from '../../../shared/operations/contract'
import { DataTable, tableSlots, type WideColumns } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { PendingMark } from '../../components/PendingMark'
import { RankChip } from '../../components/RankChip'
import { StateMark } from '../../components/StateMark'
import { useOrgStore } from '../../stores/orgStore'
import { useEndWords } from '../../stores/useEndWords'
import { useRankCount } from '../../stores/useRankCount'
import { useWhen } from '../../stores/useWhen'
import { formatPlaces } from '../../words/formatPlaces'
import { stateWords } from '../../words/stateWords'
import { CoverChip } from './CoverChip'
import { PersonName } from './PersonName'
import { PersonTick } from './PersonTick'
import { firstView, isNarrowed, type staffColumnNames, type StaffSort, type StaffView } from './staffQuery'
import { stateTone } from './stateTone'
import { type TableRow, useTableLines } from './useTableLines'

const noRows: readonly StaffRow[] = []
const sortingOrder: readonly GridSortDirection[] = ['asc', 'desc']
const slots = { ...tableSlots, rowCheckbox: PersonTick as GridSlots['rowCheckbox'] }
const slotProps = { loadingOverlay: { variant: 'skeleton', noRowsVariant: 'skeleton' } } as const
// Beside an open person there is room for what matters most.
const wideOnly: WideColumns = { fromPx: 900, fields: ['until', 'added'] }
const markOpen = ({ row }: { row: TableRow }) => (row.isOpen ? 'is-open' : '')
const isChoosable = ({ row }: { row: StaffRow }) => !row.masked
// The arrow of a sorted column shows itself, whatever its table does.
const table = { height: '100%' }
const hiddenTable = { ...table, '& *': { visibility: 'hidden !important' } }
const lineOf = ({ line }: TableRow) => line
const nothing: GridRowSelectionModel = { type: 'include', ids: new Set() }

export type StaffRow = OperationOutput<'staff.list'>['rows'][number]

interface StaffTableProps {
  readonly view: StaffView
  /** Null until the first answer. */
  readonly found: OperationOutput<'staff.list'> | null
  readonly isLoading: boolean
  readonly openId: StaffId | null
  readonly selected: ReadonlySet<StaffId>
  readonly columns: readonly (keyof typeof staffColumnNames)[]
  readonly isCompact: boolean
  readonly onSelect: (ids: ReadonlySet<StaffId>) => void
  readonly onOpen: (id: StaffId, byKeyboard?: boolean) => void
  readonly onChange: (part: Partial<StaffView>) => void
  /** Null when the actor may not add people. */
  readonly onAdd: (() => void) | null
}

export const StaffTable = memo(function StaffTable(props: StaffTableProps) {
  const { view, found, isLoading, openId, selected, onSelect, onOpen, onChange, onAdd } = props
  const of = useRankCount()
  const isReadOnly = useOrgStore((store) => store.org?.mode === 'read-only')
  const { endDay } = useEndWords()
  const { day } = useWhen()
  const columns = useMemo(() => {
    return staffColumns(of, day, endDay).filter(
      ({ field }) => field === 'name' || (props.columns as readonly string[]).includes(field),
    )
  }, [of, props.columns, day, endDay])
  // INVARIANT (stable hands): what the grid is given is the same object until it says something else.
  const sortModel = useMemo<GridSortModel>(
    () => [{ field: view.sort, sort: view.descending ? 'desc' : 'asc' }],
    [view.sort, view.descending],
  )
  const { lined, lines } = useTableLines(found?.rows ?? noRows, selected, openId)
  const selection = useMemo<GridRowSelectionModel>(() => {
    if (selected.size === 0) return nothing
    return { type: 'include', ids: new Set([...selected].flatMap((id) => lines.lineOf.get(id) ?? [])) }
  }, [selected, lines])
  const shownLines = useRef(lines)
  useLayoutEffect(() => {
    shownLines.current = lines
  }, [lines])
  const select = useCallback(
    ({ ids }: GridRowSelectionModel) => {
      onSelect(new Set([...shownLines.current.lineOf].flatMap(([id, line]) => (ids.has(line) ? [id] : []))))
    },
    [onSelect],
  )
  // Whoever is not in the answer any more is not chosen any more.
  useEffect(() => {
    const still = [...selected].filter((id) => lines.lineOf.has(id))
    if (still.length < selected.size) onSelect(new Set(still))
  }, [lines, selected, onSelect])
  const sort = useCallback(
    ([by]: GridSortModel) => {
      if (by !== undefined) onChange({ sort: by.field as StaffSort, descending: by.sort === 'desc' })
    },
    [onChange],
  )
  const openRow = useCallback(({ row }: { row: StaffRow }) => onOpen(row.id), [onOpen])
  const openByKey = useCallback<GridEventListener<'cellKeyDown'>>(
    ({ row, field }, event) => {
      if (event.key === 'Enter' && field !== '__check__') {
        event.preventDefault()
        onOpen((row as StaffRow).id, true)
      }
    },
    [onOpen],
  )

  const isNobody = found?.total === 0
  return (
    <Box sx={{ flex: 1, minHeight: 0, position: 'relative' }}>
      {/* Outside the grid, whose children may only be rows. The grid waits below: to build it takes longer than to fill it. */}
      {isNobody && (
        <Box sx={{ position: 'absolute', inset: 0, overflow: 'auto' }}>
          <NoPeople view={view} onChange={onChange} onAdd={onAdd} />
        </Box>
      )}
      <Box sx={isNobody ? hiddenTable : table}>
        <DataTable
          aria-label="People"
          pageKey={`${view.tab}/${view.page}/${view.sort}/${view.descending}/${view.search}`}
          rowHeight={props.isCompact ? 34 : 42}
          rows={lined}
          getRowId={lineOf}
          columns={columns}
          wideOnly={wideOnly}
          loading={found === null && isLoading}
          checkboxSelection={!isReadOnly}
          rowSelectionModel={selection}
          onRowSelectionModelChange={select}
          isRowSelectable={isChoosable}
          sortModel={sortModel}
          sortingOrder={sortingOrder}
          onSortModelChange={sort}
          getRowClassName={markOpen}
          onRowClick={openRow}
          onCellKeyDown={openByKey}
          slots={slots}
          slotProps={slotProps}
        />
      </Box>
    </Box>
  )
})

function staffColumns(
  of: number,
  day: (atMs: number) => string,
  endDay: (untilMs: number) => string,
): GridColDef<TableRow>[] {
  return [
    {
      field: 'name',
      headerName: 'Name',
      flex: 1.5,
      minWidth: 210,
      renderCell: ({ row }) => <PersonName person={row} of={of} />,
    },
    {
      field: 'role',
      headerName: 'Role',
      width: 172,
      valueGetter: (_, row) => row.role.name,
      renderCell: ({ row }) => <RankChip name={row.role.name} rank={row.role.rank} of={of} />,
    },
    {
      field: 'places',
      headerName: 'Places',
      sortable: false,
      flex: 1,
      minWidth: 130,
      valueGetter: (_, row) => formatPlaces(row.at.map((at) => at.name)),
      renderCell: ({ row, value }) => (
        <span
          className={row.at.length === 0 ? 'clipped quiet' : 'clipped'}
          title={row.at.length > 2 ? row.at.map((at) => at.name).join(', ') : undefined}
        >
          {row.masked ? 'Hidden' : value}
        </span>
      ),
    },
    {
      field: 'until',
      headerName: 'Ends',
      width: 120,
      sortable: false,
      valueGetter: (_, row) => (row.coverUntilMs === null ? '' : endDay(row.coverUntilMs)),
      cellClassName: 'quiet',
    },
    {
      field: 'added',
      headerName: 'Added',
      width: 120,
      valueGetter: (_, row) => (row.masked ? '' : day(row.addedAtMs)),
      cellClassName: 'quiet',
    },
    {
      field: 'state',
      headerName: 'State',
      // All marks fit a wide table; beside an open person they give way before names do.
      flex: 1,
      minWidth: 150,
      maxWidth: 200,
      valueGetter: (_, row) => stateWords[row.state],
      renderCell: ({ row }) => (
        <span className="marks">
          <StateMark word={stateWords[row.state]} tone={stateTone(row.state)} />
          {row.pending === true && <PendingMark isShort={row.coverUntilMs !== null} />}
          {row.coverUntilMs !== null && <CoverChip untilMs={row.coverUntilMs} isShort />}
        </span>
      ),
    },
  ]
}

function NoPeople({ view, onChange, onAdd }: Pick<StaffTableProps, 'view' | 'onChange' | 'onAdd'>) {
  if (isNarrowed(view)) {
    return (
      <EmptyState
        icon={<SearchOffIcon fontSize="inherit" />}
        title="Nobody matches"
        text="No person you may see fits the search and the filters."
        action={<Button onClick={() => onChange({ ...firstView, tab: view.tab })}>Clear search and filters</Button>}
      />
    )
  }
  if (view.tab === 'removed') {
    return (
      <EmptyState
        icon={<GroupIcon fontSize="inherit" />}
        title="Restore is empty"
        text="Removed people wait here until they are brought back or purged. They hold nothing meanwhile."
      />
    )
  }
  if (view.tab === 'invited') {
    return (
      <EmptyState
        icon={<GroupIcon fontSize="inherit" />}
        title="No open invitations"
        text="Invited people are listed here until they are marked as active."
      />
    )
  }
  return (
    <EmptyState
      icon={<GroupIcon fontSize="inherit" />}
      title="No people yet"
      text="Add people one by one, or import a staff file with names, e-mails, roles and places."
      action={onAdd !== null && <Button onClick={onAdd}>Add person</Button>}
    />
  )
}
