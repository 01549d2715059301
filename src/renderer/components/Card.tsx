import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { SxProps, Theme } from '@mui/material/styles'
import { useId, type ReactNode } from 'react'

interface CardProps {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly sx?: SxProps<Theme>
}

/** A titled box on a page. */
export function Card({ title, aside, children, sx }: CardProps) {
  const titleId = useId()
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={[
        { bgcolor: 'paper', border: '1px solid', borderColor: 'line', borderRadius: '12px', minWidth: 0 },
        ...(Array.isArray(sx) ? sx : [sx ?? {}]),
      ]}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 4, pt: 3.5, pb: 3 }}>
        <Typography variant="h2" id={titleId}>
          {title}
        </Typography>
        {/* A button in the color of a remark would look as if it could not be pressed. */}
        <Box sx={{ ml: 'auto', color: typeof aside === 'string' ? 'dim' : undefined }}>{aside}</Box>
      </Box>
      {children}
    </Box>
  )
}
