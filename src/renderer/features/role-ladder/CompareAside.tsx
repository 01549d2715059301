import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { OperationOutput } from '../../../shared/operations/contract'
import { SidePanel } from '../../components/SidePanel'
import { useRouteStore } from '../../stores/routeStore'
import { CompareRoles } from './CompareRoles'
import { HoldsList } from './HoldsList'
import { Notice } from '../../components/Notice'

interface CompareAsideProps {
  /** Why the ladder moves as it does, in the words of the source. */
  readonly movesReason: string | null
  readonly rungs: OperationOutput<'role.list'>['rungs']
  readonly chosen: readonly string[]
  readonly onChoose: (key: string) => void
  readonly onClear: () => void
}

/** Nothing chosen: how to compare. One rung: what it holds. Two: what each has over the other. */
export function CompareAside({ movesReason, rungs, chosen, onChoose, onClear }: CompareAsideProps) {
  const go = useRouteStore((store) => store.go)
  const roles = chosen.flatMap((key) => rungs.filter((rung) => rung.key === key))
  const [a, b] = roles.toSorted((one, other) => one.rank - other.rank)
  if (a === undefined) {
    return (
      <SidePanel label="Compare roles" width={360}>
        <Typography variant="h2">Compare roles</Typography>
        <Box sx={{ color: 'dim', mt: 1 }}>Choose a rung to see what it holds; choose a second one to compare them.</Box>
        {movesReason !== null && (
          <Notice tone="info" title="Why people move as they do" sx={{ mt: 4 }}>
            {movesReason}
          </Notice>
        )}
      </SidePanel>
    )
  }
  if (b === undefined) {
    return (
      <SidePanel label={a.name} width={360} onClose={onClear}>
        <Typography variant="h2" sx={{ pr: 8 }}>
          {a.name}
        </Typography>
        <Box sx={{ color: 'dim', mb: 3 }}>{a.summary}</Box>
        <Box data-print="hide" sx={{ display: 'grid', gap: 2.5, mb: 4 }}>
          <TextField select label="Compare with" value="" onChange={(event) => onChoose(event.target.value)}>
            {rungs
              .filter((rung) => rung.key !== a.key)
              .map((rung) => (
                <MenuItem key={rung.key} value={rung.key}>
                  {rung.name}
                </MenuItem>
              ))}
          </TextField>
          <Button onClick={() => go('staff', { role: a.key })}>Show people</Button>
        </Box>
        <HoldsList key={a.key} role={a.key} />
      </SidePanel>
    )
  }
  return (
    <SidePanel label={`${a.name} and ${b.name} compared`} width={360} onClose={onClear}>
      <CompareRoles upper={a} lower={b} />
    </SidePanel>
  )
}
