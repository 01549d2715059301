import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { OperationOutput } from '../../../shared/operations/contract'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PendingMark } from '../../components/PendingMark'
import { useRouteStore } from '../../stores/routeStore'
import { useHolderCount } from '../../stores/useHolderCount'
import { useOperation } from '../../stores/useOperation'
import type { Rung } from './CreateRoleDialog'
import { HoldsList } from './HoldsList'
import { RoleDeeds } from './RoleDeeds'
import { remarkOf } from './remarkOf'
import { StepList } from './StepList'

interface RolePanelProps {
  readonly ladder: OperationOutput<'role.list'>
  readonly rung: Rung
  readonly onChoose: (key: string) => void
  readonly onShow: (key: string) => void
  readonly onClear: () => void
}

/** One role: what it is for, what may be done to it, who manages its people, what the step to it brings and takes. */
export function RolePanel({ ladder, rung, onChoose, onShow, onClear }: RolePanelProps) {
  const go = useRouteStore((store) => store.go)
  const countHolders = useHolderCount()
  const shown = useOperation('role.show', { role: rung.key })
  const names = new Map<string, string>(ladder.rungs.map((one) => [one.key, one.name]))
  const below = rung.below === null ? null : (names.get(rung.below) ?? rung.below)
  const remark = remarkOf(rung)
  const value = shown.value?.rung.key === rung.key ? shown.value : null

  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <Typography variant="h2" sx={{ pr: 8 }}>
          {rung.name} {rung.pending === true && <PendingMark />}
        </Typography>
        {remark !== '' && (
          <Box sx={{ color: 'warn', display: 'flex', gap: 1, alignItems: 'center' }}>
            <LockIcon aria-hidden sx={{ fontSize: 14 }} />
            {remark}
          </Box>
        )}
        <Box sx={{ color: 'dim' }}>{rung.summary}</Box>
        <Box sx={{ color: 'dim', mt: 1 }}>{countHolders(rung.people)}</Box>
      </Box>
      <Box data-print="hide" sx={{ display: 'grid', gap: 2.5 }}>
        <TextField select label="Compare with" value="" onChange={(event) => onChoose(event.target.value)}>
          {ladder.rungs
            .filter((one) => one.key !== rung.key)
            .map((one) => (
              <MenuItem key={one.key} value={one.key}>
                {one.name}
              </MenuItem>
            ))}
        </TextField>
        <Button onClick={() => go('staff', { role: rung.key })}>Show people</Button>
      </Box>
      {shown.failure !== null && <FailureNotice failure={shown.failure} onRetry={shown.reload} />}
      {value === null && shown.failure === null && <LoadingLines label="Reading the role" />}
      {value !== null && (
        <>
          <RoleDeeds ladder={ladder} rung={rung} manages={value.manages} onShow={onShow} onGone={onClear} />
          <Box component="section" aria-label="Who may move whom">
            <Typography variant="h3" sx={{ fontSize: 12, color: 'dim' }}>
              Who may move whom
            </Typography>
            <Box>Manages: {inWords(value.manages, names)}</Box>
            <Box>Its people are managed by: {inWords(value.managedBy, names)}</Box>
            <Box sx={{ color: 'dim' }}>
              {rung.singleton
                ? 'Nobody moves into or out of it.'
                : ladder.moves === 'up-only'
                  ? 'From here people move up only.'
                  : 'From here people move up and down.'}
            </Box>
          </Box>
          {below !== null && (
            <Box component="section" aria-label={`The step from ${below}`}>
              <Typography variant="h3" sx={{ fontSize: 12, color: 'dim' }}>
                The step from {below}
              </Typography>
              <StepList title="Gains" steps={rung.gains} none="Nothing." />
              <StepList title="Loses" steps={rung.loses} none="Nothing." />
            </Box>
          )}
          <HoldsList key={rung.key} role={rung.key} />
        </>
      )}
    </Box>
  )
}

function inWords(keys: readonly string[], names: ReadonlyMap<string, string>): string {
  if (keys.length === 0) return 'nobody'
  return keys.length === names.size ? 'everyone' : keys.map((key) => names.get(key) ?? key).join(', ')
}
