import AddIcon from '@mui/icons-material/AddCircleOutlined'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutlined'
import Box from '@mui/material/Box'
import type { Reach } from '../../../shared/domain/reach'

interface RoleStepsProps {
  readonly title: string
  readonly tone: 'ok' | 'bad'
  readonly steps: readonly {
    readonly permission: string
    readonly name: string
    readonly before: Reach
    readonly after: Reach
  }[]
}

/** Permissions that a move gives or takes, by name. */
export function RoleSteps({ title, tone, steps }: RoleStepsProps) {
  if (steps.length === 0) return null
  const Icon = tone === 'ok' ? AddIcon : RemoveIcon
  return (
    <section>
      <Box sx={{ fontWeight: 650, color: tone, mb: 1 }}>
        {title} {steps.length}
      </Box>
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 180, overflow: 'auto', display: 'grid', gap: 1 }}
        tabIndex={0}
        aria-label={title}
      >
        {steps.map((step) => (
          <Box component="li" key={step.permission} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            <Icon aria-hidden sx={{ fontSize: 15, color: tone, flex: 'none' }} />
            <span>{step.name}</span>
            <Box component="span" sx={{ ml: 'auto', color: 'dim', pr: 2 }}>
              {step.before} → {step.after}
            </Box>
          </Box>
        ))}
      </Box>
    </section>
  )
}
