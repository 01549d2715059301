import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { ReasonedButton } from '../../components/ReasonedButton'
import { applyOrSay, undoItem } from '../../stores/applyChange'
import { useMayNot } from '../../stores/useMayNot'
import { useRouteStore } from '../../stores/routeStore'

interface DoneStepProps {
  readonly name: string
  readonly applied: OperationOutput<'setup.apply'>
  readonly onAnother: () => void
}

export function DoneStep({ name, applied, onAnother }: DoneStepProps) {
  const go = useRouteStore((store) => store.go)
  const mayNotKeep = useMayNot('places.editTop')
  return (
    <Box sx={{ bgcolor: 'paper', border: '1px solid', borderColor: 'line', borderRadius: '14px', maxWidth: 720 }}>
      <EmptyState
        icon={<DoneIcon fontSize="inherit" color="success" />}
        title={`${name} is set up`}
        text="It is one item in the history. A template keeps what it has for the next location."
        action={
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', justifyContent: 'center' }}>
            <Button
              variant="contained"
              color="primary"
              autoFocus
              onClick={() => go('places', { id: applied.location })}
            >
              Show the place
            </Button>
            <ReasonedButton
              disabledBecause={mayNotKeep}
              onClick={() =>
                void applyOrSay(
                  'template.save',
                  { from: applied.location, name, replace: true },
                  `Kept the template ${name}.`,
                )
              }
            >
              Keep as template
            </ReasonedButton>
            <Button onClick={onAnother}>Another location</Button>
            <Button
              onClick={() => {
                go('places')
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
