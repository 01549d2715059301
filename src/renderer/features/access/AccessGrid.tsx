import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import type { PermissionKey } from '../../../shared/domain/ids'
import { DataTable } from '../../components/DataTable'
import { PageList } from '../../components/PageList'
import { ReachMark } from '../../components/ReachMark'
import { whereOf, type AccessLine } from './accessGrid'

interface AccessGridProps {
  readonly lines: readonly AccessLine[]
  readonly isLoading: boolean
  readonly openKey: PermissionKey | null
  readonly onOpen: (permission: PermissionKey) => void
}

/** One line a permission. A click, or Enter, opens its reasons. */
export function AccessGrid({ lines, isLoading, openKey, onOpen }: AccessGridProps) {
  return (
    <PageList isBesidePanel={openKey !== null}>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <DataTable
          aria-label="Effective access"
          rows={lines}
          columns={columns}
          loading={isLoading}
          getRowId={(line) => line.permission}
          // All lines are here, so the grid itself may sort them.
          sortingMode="client"
          getRowClassName={({ id }) => (id === openKey ? 'is-open' : '')}
          onRowClick={({ row }) => onOpen(row.permission)}
          onCellKeyDown={({ row }, event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            onOpen(row.permission)
          }}
          slotProps={{ loadingOverlay: { variant: 'skeleton', noRowsVariant: 'skeleton' } }}
        />
      </Box>
    </PageList>
  )
}

const columns: GridColDef<AccessLine>[] = [
  {
    field: 'name',
    headerName: 'Permission',
    flex: 1.2,
    minWidth: 200,
    renderCell: ({ row }) => <Clipped text={row.name} isStrong />,
  },
  { field: 'area', headerName: 'Area', width: 140, renderCell: ({ row }) => <Clipped text={row.area} /> },
  {
    field: 'reach',
    headerName: 'Reach',
    width: 118,
    renderCell: ({ row }) => <ReachMark reach={row.reach} />,
  },
  {
    field: 'where',
    headerName: 'Where',
    flex: 0.8,
    minWidth: 120,
    valueGetter: (_, row) => whereOf(row),
    renderCell: ({ value }) => <Clipped text={value as string} />,
  },
  {
    field: 'because',
    headerName: 'Because',
    flex: 1.6,
    minWidth: 200,
    sortable: false,
    valueGetter: (_, row) => row.because[0]?.text ?? 'No grant leads here.',
    renderCell: ({ value }) => <Clipped text={value as string} />,
  },
]

function Clipped({ text, isStrong = false }: { readonly text: string; readonly isStrong?: boolean }) {
  return (
    <Box
      component="span"
      title={text}
      sx={{
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        ...(isStrong ? { fontWeight: 600 } : { color: 'dim' }),
      }}
    >
      {text}
    </Box>
  )
}
