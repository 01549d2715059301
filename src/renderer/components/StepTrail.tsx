import CheckIcon from '@mui/icons-material/Check'
import Box from '@mui/material/Box'
import { useEffect, useRef } from 'react'

/** Where one is on a road of a few steps. A step that takes no focus itself is read from its name here. */
export function StepTrail({ steps, current }: { readonly steps: readonly string[]; readonly current: number }) {
  const trail = useRef<HTMLOListElement>(null)
  const last = useRef(current)
  useEffect(() => {
    if (last.current === current) return
    last.current = current
    if (document.activeElement === document.body) {
      trail.current?.querySelector<HTMLElement>('[aria-current="step"]')?.focus({ preventScroll: true })
    }
  }, [current])

  return (
    <Box
      component="ol"
      ref={trail}
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
            tabIndex={-1}
            sx={{
              '&:focus': { outline: 'none' },
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
