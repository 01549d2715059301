import CheckIcon from '@mui/icons-material/Check'
import Box from '@mui/material/Box'

/** Where one is on a road of a few steps. */
export function StepTrail({ steps, current }: { readonly steps: readonly string[]; readonly current: number }) {
  return (
    <Box
      component="ol"
      aria-label="Steps"
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', gap: 6, flexWrap: 'wrap' }}
    >
      {steps.map((step, index) => {
        const isDone = index < current
        const isNow = index === current
        return (
          <Box
            component="li"
            key={step}
            aria-current={isNow ? 'step' : undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 2,
              color: isNow ? 'ink' : 'dim',
              fontWeight: isNow ? 600 : 400,
            }}
          >
            <Box
              component="span"
              aria-hidden
              sx={{
                width: 20,
                height: 20,
                borderRadius: '50%',
                display: 'grid',
                placeItems: 'center',
                fontSize: 11,
                bgcolor: isNow ? 'brand' : 'track',
                color: isNow ? 'brandInk' : 'dim',
              }}
            >
              {isDone ? <CheckIcon sx={{ fontSize: 13 }} /> : index + 1}
            </Box>
            {step}
          </Box>
        )
      })}
    </Box>
  )
}
