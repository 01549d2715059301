import type { GridSlotProps } from '@mui/x-data-grid'
import { useEffect, useRef, type ChangeEventHandler, type MouseEventHandler } from 'react'

interface TableCheckboxProps extends Omit<GridSlotProps['baseCheckbox'], 'onChange'> {
  readonly onChange?: ChangeEventHandler<HTMLInputElement>
  readonly onClick?: MouseEventHandler
  readonly onMouseDown?: MouseEventHandler
}

/** The checkbox of a table's rows: the browser's own, since a drawn one costs more than the rest of its row. */
export function TableCheckbox(props: TableCheckboxProps) {
  const { className, checked = false, disabled, tabIndex, indeterminate = false } = props
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    box.current!.indeterminate = indeterminate
  }, [indeterminate])
  return (
    <input
      type="checkbox"
      ref={box}
      className={`table-tick ${className ?? ''}`}
      checked={checked}
      disabled={disabled}
      tabIndex={tabIndex}
      onChange={props.onChange}
      onClick={props.onClick}
      onMouseDown={props.onMouseDown}
      {...props.slotProps?.htmlInput}
    />
  )
}
