import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import Box from '@mui/material/Box'
import { LetterAvatar } from '../components/LetterAvatar'
import type { OrgInfo } from '../stores/orgStore'
import { initials } from '../words/initials'
import { ThemeSwitch } from './ThemeSwitch'

/** Who acts at this desktop, and whether they may change anything. */
export function ActorCard({ org }: { readonly org: OrgInfo }) {
  const roles = Object.keys(org.counts.byRole).length
  const { actor } = org
  return (
    <Box sx={{ borderTop: '1px solid', borderColor: 'line', pt: 2.5, display: 'flex', gap: 2.5, alignItems: 'center' }}>
      {actor === null ? (
        <VisibilityIcon aria-hidden sx={{ fontSize: 22, color: 'dim' }} />
      ) : (
        <LetterAvatar letters={initials(actor.name)} rank={actor.role.rank} of={roles} />
      )}
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Box sx={{ fontWeight: 650, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {actor?.name ?? 'Reading only'}
        </Box>
        <Box sx={{ color: 'dim', fontSize: 11, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {actor === null
            ? 'Nobody is signed in'
            : org.mode === 'edit'
              ? `${actor.role.name} · editing`
              : `${actor.role.name} · read only`}
        </Box>
      </Box>
      <ThemeSwitch />
    </Box>
  )
}
