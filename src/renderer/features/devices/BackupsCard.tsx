import Box from '@mui/material/Box'
import { Card } from '../../components/Card'
import { BackupList } from './BackupList'

/** The daily backups of this computer: what each holds, and restoring one to a new file. */
export function BackupsCard() {
  return (
    <Card title="Backups">
      <Box sx={{ px: 4, pb: 4, display: 'grid', gap: 3 }}>
        <Box sx={{ color: 'dim' }}>
          Taken once a day when something changed; seven are kept on this computer. Restoring writes a new file and
          replaces nothing.
        </Box>
        <BackupList />
      </Box>
    </Card>
  )
}
