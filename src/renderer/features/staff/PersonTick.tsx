import { useGridApiContext, type GridSlotProps } from '@mui/x-data-grid'
import { TableCheckbox } from '../../components/TableCheckbox'
import type { TableRow } from './useTableLines'

/** The checkbox of a person’s row, spoken with their name: whoever comes to it by Tab hears nothing of the row around it. */
export function PersonTick({ rowId, ...props }: GridSlotProps['rowCheckbox']) {
  const api = useGridApiContext()
  const person = api.current.getRow<TableRow>(rowId)
  const label = person === null ? {} : { 'aria-label': `Choose ${person.name}` }
  return <TableCheckbox {...props} slotProps={{ htmlInput: { ...props.slotProps?.htmlInput, ...label } }} />
}
