import Button from '@mui/material/Button'
import type { SomePeople } from './BulkDialog'
import type { StaffColumn } from './staffQuery'
import { useStaffExport } from './useStaffExport'

interface ExportButtonsProps {
  readonly who: SomePeople
  readonly columns: readonly StaffColumn[]
}

/** The chosen people, as lines for the clipboard or as a CSV file. */
export function ExportButtons({ who, columns }: ExportButtonsProps) {
  const { copy, save, progress } = useStaffExport(who, columns)
  return (
    <>
      <Button onClick={() => void copy()}>Copy</Button>
      <Button onClick={() => void save()}>Export CSV…</Button>
      {progress}
    </>
  )
}
