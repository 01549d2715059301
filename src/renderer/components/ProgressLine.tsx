import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { useEffect, useState } from 'react'

interface ProgressLineProps {
  readonly label: string
  /** Null until something is known. A total of 0 is not known yet. */
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number } | null
  readonly onCancel: () => void
}

/** Sooner than this nobody needs to be told that something takes a while. */
const shownAfterMs = 700

/** Something on the page that takes a while: how far it is, and a way to stop it. */
export function ProgressLine({ label, progress, onCancel }: ProgressLineProps) {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), shownAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  const isMeasured = progress !== null && progress.total > 0
  const percent = isMeasured ? Math.min(100, Math.round((progress.done / progress.total) * 100)) : 0
  return (
    <Box sx={{ display: 'flex', gap: 3, alignItems: 'center' }}>
      <Box role="status" sx={{ color: 'dim', whiteSpace: 'nowrap' }}>
        {progress?.phase ?? label}
      </Box>
      <LinearProgress
        aria-label={label}
        variant={isMeasured ? 'determinate' : 'indeterminate'}
        {...(isMeasured ? { value: percent } : {})}
        sx={{ flex: 1 }}
      />
      <Button onClick={onCancel} aria-label={`Stop: ${label}`}>
        Stop
      </Button>
    </Box>
  )
}
