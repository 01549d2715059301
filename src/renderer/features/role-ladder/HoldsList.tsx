import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { RoleKey } from '../../../shared/domain/ids'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { ReachMark } from '../../components/ReachMark'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'

/** What one role holds, by area. */
export function HoldsList({ role }: { readonly role: RoleKey }) {
  const shown = useOperation('role.show', { role })
  if (shown.failure !== null) return <FailureNotice failure={shown.failure} onRetry={shown.reload} />
  if (shown.value === null) return <LoadingLines label="Reading what the role holds" />
  const held = shown.value.holds.filter((line) => line.reach !== 'none')
  const areas = [...new Set(held.map((line) => line.area))]
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box>{held.length === 0 ? 'Holds nothing.' : `Holds ${countOf(held.length, 'permission')}.`}</Box>
      {areas.map((area) => (
        <section key={area} aria-label={area}>
          <Typography variant="h3" sx={{ fontSize: 12, color: 'dim' }}>
            {area}
          </Typography>
          {held
            .filter((line) => line.area === area)
            .map((line) => (
              <Box key={line.permission} sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.5 }}>
                <span>{line.name}</span>
                <ReachMark reach={line.reach} />
              </Box>
            ))}
        </section>
      ))}
    </Box>
  )
}
