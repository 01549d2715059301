import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { SidePanel } from '../../components/SidePanel'
import { CompareRoles } from './CompareRoles'
import { LadderDeeds } from './LadderDeeds'
import { RolePanel } from './RolePanel'

interface CompareAsideProps {
  readonly ladder: OperationOutput<'role.list'>
  readonly chosen: readonly string[]
  readonly onChoose: (key: string) => void
  readonly onShow: (key: string) => void
  readonly onClear: () => void
}

/** Nothing chosen: how to compare. One rung: the role. Two: what each has over the other. */
export function CompareAside({ ladder, chosen, onChoose, onShow, onClear }: CompareAsideProps) {
  const { rungs, movesReason } = ladder
  const roles = chosen.flatMap((key) => rungs.filter((rung) => rung.key === key))
  const [a, b] = roles.toSorted((one, other) => one.rank - other.rank)
  if (a === undefined) {
    return (
      <SidePanel label="Compare roles" width={360} goesBelow>
        <Typography variant="h2">Compare roles</Typography>
        <Box sx={{ color: 'dim', mt: 1 }}>Choose a rung to see what it holds; choose a second one to compare them.</Box>
        {movesReason !== null && (
          <Notice tone="info" title="Why people move as they do" sx={{ mt: 4 }}>
            {movesReason}
          </Notice>
        )}
        <LadderDeeds ladder={ladder} onShow={onShow} />
      </SidePanel>
    )
  }
  if (b === undefined) {
    return (
      <SidePanel label={a.name} width={360} onClose={onClear}>
        <RolePanel ladder={ladder} rung={a} onChoose={onChoose} onShow={onShow} onClear={onClear} />
      </SidePanel>
    )
  }
  return (
    <SidePanel label={`${a.name} and ${b.name} compared`} width={360} onClose={onClear}>
      <CompareRoles upper={a} lower={b} />
    </SidePanel>
  )
}
