import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Blueprint } from '../../../shared/domain/blueprint'
import { RankGlyph } from '../../components/RankGlyph'
import { countOf } from '../../words/countOf'

/** A role system in words: its rungs from the top, how people move, and what is decided per place. */
export function BlueprintSummary({ blueprint }: { readonly blueprint: Blueprint }) {
  const { roles, ladder, permissions, placeKinds } = blueprint
  return (
    <Box
      component="section"
      aria-label={`About ${blueprint.name}`}
      sx={{ bgcolor: 'paper', border: '1px solid', borderColor: 'line', borderRadius: '12px', p: 4 }}
    >
      <Typography variant="h3">{blueprint.name}</Typography>
      <Box sx={{ color: 'dim', mb: 3 }}>{blueprint.summary}</Box>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {roles.map((role, rank) => (
          <Box component="li" key={role.key} sx={{ display: 'flex', gap: 2.5 }}>
            <Box sx={{ pt: '2px' }}>
              <RankGlyph rank={rank} of={roles.length} />
            </Box>
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ fontWeight: 600 }}>{role.name}</Box>
              <Box sx={{ color: 'dim', fontSize: 12 }}>{role.summary}</Box>
            </Box>
          </Box>
        ))}
      </Box>
      <Box sx={{ color: 'dim', mt: 3, fontSize: 12 }}>
        {ladder.moves === 'up-only' ? 'People only move up. ' : 'People move up and down. '}
        {countOf(permissions.length, 'permission')}, decided by role and by{' '}
        {placeKinds.map((kind) => kind.plural.toLowerCase()).join(', ')}.
      </Box>
    </Box>
  )
}
