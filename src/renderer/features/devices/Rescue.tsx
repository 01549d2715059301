import Box from '@mui/material/Box'
import type { Failure } from '../../../shared/domain/result'
import { BackupList } from './BackupList'

/** Codes after which a backup is what is left of a file. */
const lost: ReadonlySet<string> = new Set(['damaged', 'not-an-org', 'file-not-found'])

/** A file that cannot be read any more: the backups that this computer has of it. */
export function Rescue({ path, failure }: { readonly path: string; readonly failure: Failure }) {
  if (path === '' || !lost.has(failure.code)) return null
  return (
    <Box component="section" aria-label="Backups of this file" sx={{ mt: 3, display: 'grid', gap: 2 }}>
      <Box sx={{ fontWeight: 600 }}>Backups of this file</Box>
      <BackupList of={path} />
    </Box>
  )
}
