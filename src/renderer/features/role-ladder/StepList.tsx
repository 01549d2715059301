import Box from '@mui/material/Box'
import type { Reach } from '../../../shared/domain/reach'

interface StepListProps {
  readonly title: 'Gains' | 'Loses'
  readonly steps: readonly {
    readonly permission: string
    readonly name: string
    readonly before: Reach
    readonly after: Reach
  }[]
  readonly none: string
}

const shownAtMost = 40

/** What a step up brings, or takes away, permission by permission. */
export function StepList({ title, steps, none }: StepListProps) {
  return (
    <Box sx={{ mt: 1 }}>
      <Box sx={{ fontWeight: 600, color: title === 'Gains' ? 'ok' : 'bad' }}>
        {title === 'Gains' ? '+' : '−'} {title}
        {steps.length > 0 && ` ${steps.length}`}
      </Box>
      {steps.length === 0 && <Box sx={{ color: 'dim' }}>{none}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {steps.slice(0, shownAtMost).map((step) => (
          <Box component="li" key={step.permission} sx={{ display: 'flex', gap: 2, justifyContent: 'space-between' }}>
            <span>{step.name}</span>
            <Box component="span" sx={{ color: 'dim', whiteSpace: 'nowrap' }}>
              {step.before} → {step.after}
            </Box>
          </Box>
        ))}
      </Box>
      {steps.length > shownAtMost && <Box sx={{ color: 'dim' }}>and {steps.length - shownAtMost} more</Box>}
    </Box>
  )
}
