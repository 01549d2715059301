import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Card } from '../../components/Card'
import { MeterBar } from '../../components/MeterBar'
import { RankChip } from '../../components/RankChip'
import { rankColor } from '../../../shared/look/rankColor'
import { useRouteStore } from '../../stores/routeStore'
import { formatCount } from '../../words/countOf'
import { HiddenText } from '../../components/HiddenText'

export function PeopleByRoleCard({ roles }: { readonly roles: OperationOutput<'overview.read'>['byRole'] }) {
  const go = useRouteStore((store) => store.go)
  const most = Math.max(1, ...roles.map((role) => role.people))
  return (
    <Card title="People by role">
      <Box sx={{ px: 2, pb: 3 }}>
        {roles.map((role) => (
          <ButtonBase
            key={role.key}
            onClick={() => go('staff', { role: role.key })}
            sx={{
              width: '100%',
              display: 'grid',
              gridTemplateColumns: '140px 1fr 56px',
              gap: 2.5,
              alignItems: 'center',
              height: 30,
              px: 2,
              borderRadius: '8px',
              textAlign: 'left',
              fontFamily: 'inherit',
              fontSize: 13,
              '&:hover': { bgcolor: 'sunken' },
            }}
          >
            <Box sx={{ minWidth: 0, display: 'flex' }}>
              <RankChip name={role.name} rank={role.rank} of={roles.length} />
            </Box>
            <MeterBar value={role.people} max={most} color={`rank.${rankColor(role.rank, roles.length)}`} height={10} />
            <Box sx={{ textAlign: 'right', color: 'dim', fontVariantNumeric: 'tabular-nums' }}>
              {formatCount(role.people)}
              <HiddenText>{role.people === 1 ? ' person' : ' people'}</HiddenText>
            </Box>
          </ButtonBase>
        ))}
      </Box>
    </Card>
  )
}
