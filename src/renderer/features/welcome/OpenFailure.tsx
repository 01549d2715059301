import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import type { Failure } from '../../../shared/domain/result'
import { FailureNotice } from '../../components/FailureNotice'
import { useOpeningStore } from '../../stores/openingStore'

/** Codes after which the same file can still be read. */
const readable = new Set(['locked', 'not-enrolled', 'cannot-write', 'network-folder'])

interface OpenFailureProps {
  readonly failed: { readonly path: string; readonly failure: Failure }
  /** What can be done with a file that is lost. */
  readonly rescue: ReactNode
}

export function OpenFailure({ failed, rescue }: OpenFailureProps) {
  const { open, clear } = useOpeningStore()
  return (
    <Box sx={{ mt: 4 }}>
      <FailureNotice failure={failed.failure} />
      {rescue}
      <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>
        {readable.has(failed.failure.code) && (
          <Button onClick={() => void open(failed.path, { readOnly: true })}>Open read-only</Button>
        )}
        <Button variant="text" onClick={clear}>
          Dismiss
        </Button>
      </Box>
    </Box>
  )
}
