import type { SxProps, Theme } from '@mui/material/styles'
import {
  DataGrid,
  type ElementSize,
  type GridColumnVisibilityModel,
  useGridApiRef,
  type DataGridProps,
  type GridSlots,
  type GridValidRowModel,
} from '@mui/x-data-grid'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { styleNonce } from '../styleNonce'
import { TableCheckbox } from './TableCheckbox'

export const tableSlots = { baseCheckbox: TableCheckbox as GridSlots['baseCheckbox'] }

const everything: GridColumnVisibilityModel = {}

interface DataTableProps<Row extends GridValidRowModel> extends Omit<
  DataGridProps<Row>,
  'rows' | 'rowCount' | 'onResize' | 'sx'
> {
  readonly rows: readonly Row[]
  /** Another value begins at the top again: a next page, another filter. */
  readonly pageKey?: string | number
  readonly sx?: SxProps<Theme>
  /** Columns for which there is room in a wide table only. */
  readonly wideOnly?: WideColumns
}

export interface WideColumns {
  readonly fromPx: number
  readonly fields: readonly string[]
}

/** The data grid in the console's look, with the page's nonce. Paging and sorting are main's work, never the grid's. */
export function DataTable<Row extends GridValidRowModel>(given: DataTableProps<Row>) {
  const { pageKey, rows, sx, wideOnly, ...props } = given
  const apiRef = useGridApiRef()
  // INVARIANT (rows are drawn once): rows that come as a property draw the whole grid with the ones before first. So the
  // grid keeps those that it began with as its property, and is handed every others.
  const [firstRows] = useState(rows)
  const handedRows = useRef(rows)
  useLayoutEffect(() => {
    if (handedRows.current === rows) return
    handedRows.current = rows
    apiRef.current?.setRows([...rows])
  }, [apiRef, rows])
  useEffect(() => {
    apiRef.current?.scroll({ top: 0 })
  }, [apiRef, pageKey])
  const narrow = useMemo(() => Object.fromEntries((wideOnly?.fields ?? []).map((field) => [field, false])), [wideOnly])
  // Told to the grid while it measures itself, so that it draws once for both.
  const fit = useCallback(
    ({ width }: ElementSize) => {
      apiRef.current?.setColumnVisibilityModel(width < (wideOnly?.fromPx ?? 0) ? narrow : everything)
    },
    [apiRef, wideOnly, narrow],
  )
  const look = useMemo(() => [tableLook, ...(Array.isArray(sx) ? sx : [sx ?? {}])], [sx])
  return (
    <DataGrid
      apiRef={apiRef}
      {...(styleNonce === undefined ? {} : { nonce: styleNonce })}
      rowHeight={42}
      columnHeaderHeight={38}
      paginationMode="server"
      sortingMode="server"
      filterMode="server"
      disableColumnFilter
      disableColumnMenu
      disableColumnResize
      disableRowSelectionOnClick
      hideFooter
      // One frame, so that the columns follow a panel that opens beside them. Without any wait the grid lays them out
      // before it knows that it scrolls, and the last one ends below the scrollbar.
      resizeThrottleMs={16}
      slots={tableSlots}
      {...props}
      rows={firstRows}
      // How many there are in all is said below the table.
      rowCount={-1}
      onResize={fit}
      sx={look}
    />
  )
}

const tableLook: SxProps<Theme> = {
  border: 0,
  fontSize: 13,
  bgcolor: 'paper',
  color: 'ink',
  '--DataGrid-rowBorderColor': (theme: Theme) => theme.palette.line,
  '--DataGrid-t-color-border-base': (theme: Theme) => theme.palette.line,
  '--DataGrid-t-header-background-base': (theme: Theme) => theme.palette.paper,
  '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 600, fontSize: 12, color: 'dim' },
  '& .MuiDataGrid-columnSeparator': { display: 'none' },
  '& .MuiDataGrid-cell': { display: 'flex', alignItems: 'center', px: 3, lineHeight: 1.3 },
  '& .MuiDataGrid-columnHeader': { px: 3 },
  '& .quiet': { color: 'dim' },
  '& .MuiDataGrid-cell:focus:not(:focus-visible)': { outline: 'none' },
  '& .MuiDataGrid-row': { cursor: 'pointer' },
  '& .MuiDataGrid-row:hover': { bgcolor: 'sunken' },
  '& .MuiDataGrid-row.is-open, & .MuiDataGrid-row.is-open:hover': { bgcolor: 'brandWeak' },
  '& .MuiDataGrid-cell:focus, & .MuiDataGrid-columnHeader:focus, & .MuiDataGrid-cell:focus-within, & .MuiDataGrid-columnHeader:focus-within':
    { outlineOffset: '-2px' },
}
