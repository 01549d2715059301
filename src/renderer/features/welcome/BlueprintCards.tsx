import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { Ref } from 'react'
import type { Blueprint } from '../../../shared/domain/blueprint'
import { LadderSketch } from '../../components/LadderSketch'
import { TextLink } from '../../components/TextLink'
import { countOf } from '../../words/countOf'

interface BlueprintCardsProps {
  readonly blueprints: readonly Blueprint[]
  readonly onChoose: (blueprint: Blueprint) => void
  /** The person wants one of their own, from a file. */
  readonly onFile: () => void
  readonly ref: Ref<HTMLDivElement>
}

/** The role systems to start from, each with its ladder. Choosing one begins a new organization. */
export function BlueprintCards({ blueprints, onChoose, onFile, ref }: BlueprintCardsProps) {
  return (
    <section aria-labelledby="blueprints-title">
      <Typography variant="h2" id="blueprints-title" sx={{ fontSize: 16 }}>
        How are roles organized where you work?
      </Typography>
      <Box sx={{ color: 'dim', mt: 1, mb: '18px' }}>
        Pick the closest to start a new organization. Everything can be edited later, except what its role system fixes;
        a copy of it may be changed in every part. Or start <TextLink onClick={onFile}>from a blueprint file…</TextLink>
      </Box>
      <Box
        ref={ref}
        sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 330px), 1fr))', gap: 3.5 }}
      >
        {blueprints.map((blueprint) => (
          <ButtonBase
            key={blueprint.id}
            onClick={() => onChoose(blueprint)}
            sx={{
              display: 'flex',
              alignItems: 'flex-start',
              justifyContent: 'flex-start',
              textAlign: 'left',
              gap: 3.5,
              p: 4,
              bgcolor: 'paper',
              border: '1px solid',
              borderColor: 'line',
              borderRadius: '12px',
              fontFamily: 'inherit',
              fontSize: 13,
              lineHeight: 1.45,
              '&:hover': { borderColor: 'brand' },
            }}
          >
            <LadderSketch rungs={blueprint.roles.length} />
            <Box sx={{ minWidth: 0 }}>
              <Box component="span" sx={{ fontWeight: 650 }}>
                {blueprint.name}
              </Box>{' '}
              <Box component="span" sx={{ color: 'faint' }}>
                · {describeLadder(blueprint)}
              </Box>
              <Box sx={{ color: 'dim', mt: 1 }}>{blueprint.tagline}</Box>
            </Box>
          </ButtonBase>
        ))}
      </Box>
    </section>
  )
}

/** "7 roles, up only" */
function describeLadder(blueprint: Blueprint): string {
  const roles = countOf(blueprint.roles.length, 'role')
  return blueprint.ladder.moves === 'up-only' ? `${roles}, up only` : roles
}
