import Box from '@mui/material/Box'
import type { RoleKey } from '../../../shared/domain/ids'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { summarizeHolds } from './summarizeHolds'

/** What somebody gets with a role: by area, in words. */
export function RoleSummary({ role }: { readonly role: RoleKey }) {
  const shown = useOperation('role.show', { role })
  const found = shown.value
  if (found === null || found.rung.key !== role) return null
  const areas = summarizeHolds(found.holds)
  return (
    <Box
      component="section"
      aria-label={`What ${found.rung.name} holds`}
      sx={{ bgcolor: 'chip', borderRadius: '10px', px: 3, py: 2.5 }}
    >
      <Box>{found.rung.summary}</Box>
      <Box sx={{ color: 'dim', mt: 1 }}>
        {areas.length === 0
          ? 'Holds no permission by default.'
          : areas
              .map((area) => `${area.area}: ${countOf(area.count, 'permission')}${area.isLimited ? ' (limited)' : ''}`)
              .join(' · ')}
      </Box>
    </Box>
  )
}
