import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useId, useState } from 'react'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PillSwitch } from '../../components/PillSwitch'
import { SearchBox } from '../../components/SearchBox'
import { useDebounced } from '../../components/useDebounced'
import { useOperation } from '../../stores/useOperation'
import { ComparedTable } from './ComparedTable'
import type { Rung } from './CreateRoleDialog'
import { SidePicker } from './SidePicker'
import { filterCompared, type PickedSide, sideOf, summarizeSides } from './pickedSides'

interface CompareDialogProps {
  readonly rungs: readonly Rung[]
  readonly first: PickedSide
  readonly second: PickedSide
  readonly onClose: () => void
}

/** Any two beside each other: roles, people, one person at two places, one role at two dates (beyond.md, 13). */
export function CompareDialog({ rungs, first, second, onClose }: CompareDialogProps) {
  const titleId = useId()
  const [a, setA] = useState(first)
  const [b, setB] = useState(second)
  const [text, setText] = useState('')
  const [withSame, setWithSame] = useState(false)
  const sides = useDebounced(JSON.stringify({ a: sideOf(a), b: sideOf(b) }), 150)
  const parsed = JSON.parse(sides) as { a: ReturnType<typeof sideOf>; b: ReturnType<typeof sideOf> }
  const compared = useOperation(
    'access.compare',
    parsed.a === null || parsed.b === null ? null : { a: parsed.a, b: parsed.b },
  )
  const value = compared.value
  const rows = value === null ? [] : filterCompared(value.rows, text, withSame)

  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>Compare any two</DialogTitle>
      <DialogContent>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, pt: 2 }}>
          <SidePicker label="First" rungs={rungs} side={a} onChange={setA} />
          <SidePicker label="Second" rungs={rungs} side={b} onChange={setB} />
        </Box>
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', my: 4, flexWrap: 'wrap' }}>
          <Box role="status" sx={{ flex: 1, minWidth: 200 }}>
            {value === null ? 'Choose two to compare.' : summarizeSides(value)}
          </Box>
          <PillSwitch label="Also the same" isOn={withSame} onChange={setWithSame} />
          <SearchBox label="Filter permissions" value={text} onChange={setText} />
        </Box>
        {compared.failure !== null && <FailureNotice failure={compared.failure} onRetry={compared.reload} />}
        {compared.isLoading &&
          value === null &&
          compared.failure === null &&
          parsed.a !== null &&
          parsed.b !== null && <LoadingLines lines={5} label="Comparing" />}
        {value !== null && <ComparedTable compared={value} rows={rows} />}
      </DialogContent>
      <DialogActions>
        <Button
          onClick={() => {
            setA(b)
            setB(a)
          }}
        >
          Swap
        </Button>
        <Button variant="contained" color="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}
