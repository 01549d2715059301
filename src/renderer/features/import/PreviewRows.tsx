import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { ListFrame } from '../../components/ListFrame'
import { Pager } from '../../components/Pager'
import { StateMark } from '../../components/StateMark'
import { useOperation } from '../../stores/useOperation'
import { formatPlaces } from '../../words/formatPlaces'
import { statusWords, type RowStatus } from './statusWords'

type Row = OperationOutput<'import.rows'>['rows'][number]

const pageSize = 100

const columns: GridColDef<Row>[] = [
  { field: 'line', headerName: 'Line', width: 76, sortable: false },
  {
    field: 'status',
    headerName: 'Becomes',
    width: 120,
    sortable: false,
    valueGetter: (_, row) => statusWords[row.status].label,
    renderCell: ({ row }) => <StateMark word={statusWords[row.status].label} tone={statusWords[row.status].tone} />,
  },
  { field: 'name', headerName: 'Name', flex: 1, minWidth: 130, sortable: false },
  { field: 'email', headerName: 'E-mail', flex: 1.2, minWidth: 160, sortable: false },
  { field: 'role', headerName: 'Role', width: 140, sortable: false },
  {
    field: 'at',
    headerName: 'Places',
    flex: 0.9,
    minWidth: 120,
    sortable: false,
    valueGetter: (_, row) => (row.at.length === 0 ? '' : formatPlaces(row.at)),
  },
  {
    field: 'text',
    headerName: 'Why',
    flex: 2,
    minWidth: 220,
    sortable: false,
    valueGetter: (_, row) => row.text.join(' '),
    renderCell: ({ row, value }) => (
      <Box
        component="span"
        sx={{
          whiteSpace: 'normal',
          py: 1.5,
          lineHeight: 1.3,
          color: row.status === 'refused' ? 'bad' : 'dim',
          overflowWrap: 'anywhere',
        }}
      >
        {value}
      </Box>
    ),
  },
]

/** The rows of the file, a page at a time. */
export function PreviewRows({ importId, status }: { readonly importId: string; readonly status: RowStatus | null }) {
  const [page, setPage] = useState(0)
  const rows = useOperation('import.rows', {
    importId,
    ...(status === null ? {} : { status }),
    offset: page * pageSize,
    limit: pageSize,
  })
  if (rows.failure !== null) return <FailureNotice failure={rows.failure} onRetry={rows.reload} />
  return (
    <ListFrame sx={{ borderBottom: 0, borderRadius: '12px 12px 0 0' }}>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        {rows.value?.total === 0 ? (
          <EmptyState title="No row is like this" />
        ) : (
          <DataTable
            aria-label="Rows of the file"
            pageKey={page}
            rows={rows.value?.rows ?? []}
            columns={columns}
            getRowId={(row) => row.line}
            getRowHeight={() => 'auto'}
            loading={rows.value === null}
            sx={{ '& .MuiDataGrid-cell': { minHeight: 38 }, '& .MuiDataGrid-row': { cursor: 'default' } }}
          />
        )}
      </Box>
      <Pager page={page} pageSize={pageSize} total={rows.value?.total ?? 0} noun="rows" onPage={setPage} />
    </ListFrame>
  )
}
