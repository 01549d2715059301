import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'

/** "Step 2 of 3" and a heading that is read when the step begins. */
export function StepHeading({
  step,
  title,
  sub,
}: {
  readonly step: number
  readonly title: string
  readonly sub?: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  return (
    <Box sx={{ mb: 5 }}>
      <Box sx={{ color: 'faint', fontSize: 12, mb: 0.5 }}>Step {step} of 3</Box>
      <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ fontSize: 16 }}>
        {title}
      </Typography>
      {sub !== undefined && <Box sx={{ color: 'dim', mt: 0.5 }}>{sub}</Box>}
    </Box>
  )
}
