import { DataGrid, useGridApiRef, type DataGridProps, type GridSlots, type GridValidRowModel } from '@mui/x-data-grid'
import { useEffect } from 'react'
import { styleNonce } from '../styleNonce'
import { TableCheckbox } from './TableCheckbox'

const slots = { baseCheckbox: TableCheckbox as GridSlots['baseCheckbox'] }

interface DataTableProps<Row extends GridValidRowModel> extends DataGridProps<Row> {
  /** Another value begins at the top again: a next page, another filter. */
  readonly pageKey?: string | number
}

/** The data grid in the console's look, with the page's nonce. Paging and sorting are main's work, never the grid's. */
export function DataTable<Row extends GridValidRowModel>({ pageKey, ...props }: DataTableProps<Row>) {
  const apiRef = useGridApiRef()
  useEffect(() => {
    apiRef.current?.scroll({ top: 0 })
  }, [apiRef, pageKey])
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
      // One frame, so that the columns follow a panel that opens beside them.
      resizeThrottleMs={16}
      slots={slots}
      {...props}
      sx={[
        {
          border: 0,
          fontSize: 13,
          bgcolor: 'paper',
          color: 'ink',
          '--DataGrid-rowBorderColor': (theme) => theme.palette.line,
          '--DataGrid-t-color-border-base': (theme) => theme.palette.line,
          '--DataGrid-t-header-background-base': (theme) => theme.palette.paper,
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
        },
        ...(Array.isArray(props.sx) ? props.sx : [props.sx ?? {}]),
      ]}
    />
  )
}
