import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { useState } from 'react'
import { MessageDialog } from '../../components/MessageDialog'
import { ReasonedButton } from '../../components/ReasonedButton'
import { applyOrSay } from '../../stores/applyChange'
import type { Reading } from '../../stores/useOperation'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ExpectationForm } from './ExpectationForm'
import type { Matrix } from './matrixCells'

export type Expectations = OperationOutput<'expectation.list'>

interface ExpectationsDialogProps {
  readonly expectations: Reading<Expectations>
  readonly matrix: Matrix
  readonly mayNotEdit: string | null
  readonly onClose: () => void
}

/** The saved statements, each with whether it holds and at whom it fails; and a form for another. */
export function ExpectationsDialog({ expectations, matrix, mayNotEdit, onClose }: ExpectationsDialogProps) {
  const [isAdding, setAdding] = useState(false)
  const list = expectations.value ?? []
  if (isAdding) return <ExpectationForm matrix={matrix} onClose={() => setAdding(false)} />
  return (
    <MessageDialog
      title="Expectations"
      onClose={onClose}
      actions={
        <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setAdding(true)}>
          Write one down…
        </ReasonedButton>
      }
      text={
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Box sx={{ color: 'dim' }}>
            Statements about who may do what. They are checked with every staged edit, and one that would be broken is
            named before you apply.
          </Box>
          {list.length === 0 && (
            <Box>Nothing is written down yet. Try “No Member can unblock contacts” in your own words.</Box>
          )}
          <Box component="ul" aria-label="Expectations" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {list.map((one, index) => (
              <Box
                component="li"
                key={one.key}
                sx={{
                  display: 'flex',
                  gap: 3,
                  py: 2.5,
                  alignItems: 'start',
                  borderTop: index === 0 ? 0 : '1px solid',
                  borderColor: 'line',
                }}
              >
                {one.verdict === 'holds' ? (
                  <CheckIcon aria-hidden sx={{ fontSize: 18, color: 'ok', mt: '1px' }} />
                ) : (
                  <WarningIcon aria-hidden sx={{ fontSize: 18, color: 'bad', mt: '1px' }} />
                )}
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <Box sx={{ fontWeight: 600 }}>{one.title}</Box>
                  <Box sx={{ color: 'dim' }}>{one.sentence}</Box>
                  <Box sx={{ color: one.verdict === 'holds' ? 'ok' : 'bad' }}>
                    {one.verdict === 'holds'
                      ? 'Holds.'
                      : one.verdict === 'broken'
                        ? `Broken: ${one.because}`
                        : one.because}
                  </Box>
                </Box>
                {mayNotEdit === null && (
                  <IconButton
                    aria-label={`Strike “${one.title}”`}
                    onClick={() => void applyOrSay('expectation.remove', { key: one.key }, `Struck “${one.title}”.`)}
                  >
                    <DeleteIcon sx={{ fontSize: 17 }} />
                  </IconButton>
                )}
              </Box>
            ))}
          </Box>
        </Box>
      }
    />
  )
}

/** Opens the statements; says how many are broken. */
export function ExpectationsButton({ broken, onClick }: { readonly broken: number; readonly onClick: () => void }) {
  return (
    <Button onClick={onClick}>
      {broken > 0 && <WarningIcon aria-hidden sx={{ fontSize: 16, color: 'bad', mr: 1 }} />}
      {broken > 0 ? `Expectations · ${broken} broken` : 'Expectations…'}
    </Button>
  )
}
