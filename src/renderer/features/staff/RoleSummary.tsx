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
      {areas.length === 0 && <Box sx={{ color: 'dim', mt: 1 }}>Holds no permission by default.</Box>}
      <Box
        component="ul"
        aria-label="Default permissions"
        tabIndex={areas.length > 4 ? 0 : -1}
        sx={{ color: 'dim', fontSize: 12, mt: 1, mb: 0, pl: 4.5, maxHeight: 110, overflow: 'auto' }}
      >
        {areas.map((area) => (
          <li key={area.area}>
            <b>
              {area.area}: {countOf(area.count, 'permission')}
              {area.isLimited ? ', limited' : ''}
            </b>
            {': '}
            {found.holds
              .filter((held) => held.area === area.area && held.reach !== 'none')
              .map((held) => (held.reach === 'all' ? held.name : `${held.name} (${held.reach})`))
              .join(', ')}
          </li>
        ))}
      </Box>
    </Box>
  )
}
