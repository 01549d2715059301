import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { FailureNotice } from '../../components/FailureNotice'
import { ImpactNames } from '../../components/ImpactNames'
import { LoadingLines } from '../../components/LoadingLines'
import { useRouteStore } from '../../stores/routeStore'
import { useIfOff } from '../../stores/useIfOff'
import { BrokenExpectations } from './BrokenExpectations'
import type { CellView } from './matrixCells'
import { chooseReach } from './usePermissionEditor'

interface IfOffProps {
  readonly view: CellView
  readonly mayNotEdit: string | null
}

/** Who would lose a permission if a role had it no more, by name, before anything is staged. */
export function IfOff({ view, mayNotEdit }: IfOffProps) {
  const { role, permission } = view
  const { value, failure, reload } = useIfOff({ role: role.key, permission: permission.key })
  const go = useRouteStore((store) => store.go)
  const edit = value?.edits[0]
  return (
    <Box
      role="region"
      aria-label={`If it were off for ${role.name}`}
      sx={{ display: 'grid', gap: 2, px: 3, pb: 2.5, fontSize: 12.5 }}
    >
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} />}
      {value === null && failure === null && <LoadingLines lines={2} label="Working out who would lose it" />}
      {value !== null && (
        <ImpactNames
          impact={value}
          none="Nobody would lose anything."
          onPerson={(staffId) => go('staff', { id: staffId })}
        />
      )}
      {edit?.stops.map((one) => (
        <div key={one.permission}>{one.text}</div>
      ))}
      {value !== null && <BrokenExpectations impact={value} />}
      {edit?.refusedBecause.map((reason) => (
        <Box key={reason.text} sx={{ color: 'bad' }}>
          {reason.text}
        </Box>
      ))}
      {mayNotEdit === null && edit?.refusedBecause.length === 0 && view.reach !== 'none' && (
        <Button onClick={() => chooseReach(view, 'none')} sx={{ justifySelf: 'start' }}>
          Stage it
        </Button>
      )}
    </Box>
  )
}
