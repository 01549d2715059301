import TuneIcon from '@mui/icons-material/TuneOutlined'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useOperation } from '../../stores/useOperation'
import { SwitchesDialog } from './SwitchesDialog'

/** Opens the features and settings; absent where the blueprint has none. */
export function SwitchesButton({ mayNotEdit }: { readonly mayNotEdit: string | null }) {
  const switches = useOperation('switch.list', {})
  const [isOpen, setOpen] = useState(false)
  if (switches.value === null || switches.value.length === 0) return null
  return (
    <>
      <Button startIcon={<TuneIcon />} onClick={() => setOpen(true)}>
        Features…
      </Button>
      {isOpen && <SwitchesDialog switches={switches.value} mayNotEdit={mayNotEdit} onClose={() => setOpen(false)} />}
    </>
  )
}
