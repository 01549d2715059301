import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { undoItem } from '../../stores/applyChange'
import { countOf, countPeople, formatCount } from '../../words/countOf'

interface DoneStepProps {
  readonly applied: OperationOutput<'import.apply'>
  readonly fileName: string
  readonly onAnother: () => void
  readonly onStaff: () => void
}

export function DoneStep({ applied, fileName, onAnother, onStaff }: DoneStepProps) {
  return (
    <Box sx={{ bgcolor: 'paper', border: '1px solid', borderColor: 'line', borderRadius: '14px', maxWidth: 720 }}>
      <EmptyState
        icon={<DoneIcon fontSize="inherit" color="success" />}
        title={`${fileName} is imported`}
        text={
          <>
            {countPeople(applied.added)} added, {formatCount(applied.changed)} changed,{' '}
            {countOf(applied.places, 'new place')}
            {applied.removed > 0 && `, ${countPeople(applied.removed)} moved to Restore`}. It is one item in the
            history.
          </>
        }
        action={
          <Box sx={{ display: 'flex', gap: 2 }}>
            <Button variant="contained" color="primary" onClick={onStaff} autoFocus>
              Show staff
            </Button>
            <Button onClick={onAnother}>Import another file</Button>
            <Button
              onClick={() => {
                onStaff()
                void undoItem(applied.item)
              }}
            >
              Undo
            </Button>
          </Box>
        }
      />
    </Box>
  )
}
