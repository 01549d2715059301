import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'

interface LoadingLinesProps {
  readonly lines?: number
  readonly height?: number
  /** What is being read, for those who hear the screen. */
  readonly label?: string
}

/** Grey lines where content is about to be. They come late, so that quick answers do not flicker. */
export function LoadingLines({ lines = 6, height = 28, label = 'Loading' }: LoadingLinesProps) {
  return (
    <Box
      role="status"
      aria-label={label}
      sx={{
        p: 4,
        '@keyframes rc-appear': { from: { opacity: 0 }, to: { opacity: 1 } },
        animation: 'rc-appear 200ms 150ms both',
      }}
    >
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} variant="rounded" height={height} sx={{ mb: 2, width: `${96 - ((line * 13) % 30)}%` }} />
      ))}
    </Box>
  )
}
