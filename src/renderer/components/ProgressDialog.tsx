import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import { useEffect, useId, useState } from 'react'

interface ProgressDialogProps {
  readonly title: string
  /** Null until something is known. A total of 0 is not known yet. */
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number } | null
  /** What cancelling leaves behind. */
  readonly cancelHint?: string
  readonly onCancel?: () => void
  /** What is often done at once shows nothing before. */
  readonly appearsAfterMs?: number
}

const numbers = new Intl.NumberFormat('en-US')

/** Something that takes a while, how far it is, and a way to stop it. */
export function ProgressDialog({ title, progress, cancelHint, onCancel, appearsAfterMs = 0 }: ProgressDialogProps) {
  const titleId = useId()
  const [isStopping, setStopping] = useState(false)
  const [isShown, setShown] = useState(appearsAfterMs === 0)
  useEffect(() => {
    if (appearsAfterMs === 0) return
    const timer = setTimeout(() => setShown(true), appearsAfterMs)
    return () => clearTimeout(timer)
  }, [appearsAfterMs])
  const isMeasured = progress !== null && progress.total > 0
  const percent = isMeasured ? Math.min(100, Math.round((progress.done / progress.total) * 100)) : 0
  if (!isShown) return null
  return (
    <Dialog open maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <LinearProgress
          aria-label={title}
          variant={isMeasured ? 'determinate' : 'indeterminate'}
          {...(isMeasured ? { value: percent } : {})}
          sx={{ my: 2 }}
        />
        <Box role="status" sx={{ display: 'flex', color: 'dim', minHeight: 20 }}>
          <span>{isStopping ? 'Stopping' : (progress?.phase ?? 'Starting')}</span>
          <Box component="span" sx={{ ml: 'auto', fontVariantNumeric: 'tabular-nums' }}>
            {isMeasured && `${numbers.format(progress.done)} of ${numbers.format(progress.total)}`}
          </Box>
        </Box>
        {cancelHint !== undefined && <Box sx={{ color: 'dim', mt: 2 }}>{cancelHint}</Box>}
      </DialogContent>
      {onCancel !== undefined && (
        <DialogActions>
          <Button
            disabled={isStopping}
            onClick={() => {
              setStopping(true)
              onCancel()
            }}
          >
            Cancel
          </Button>
        </DialogActions>
      )}
    </Dialog>
  )
}
