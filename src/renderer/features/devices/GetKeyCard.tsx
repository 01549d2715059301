import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { Card } from '../../components/Card'
import { useOrgStore } from '../../stores/orgStore'
import { RecoverDialog } from './RecoverDialog'
import { RequestDialog } from './RequestDialog'

/** What to do on a desktop without a key that counts in the open organization. Draws nothing where there is one. */
export function GetKeyCard() {
  const needsKey = useOrgStore(({ org }) => org !== null && org.needsKey && org.asOf === null)
  const isRevoked = useOrgStore(({ org }) => org?.actor != null)
  const [asking, setAsking] = useState<'request' | 'recover' | null>(null)
  const close = () => setAsking(null)
  if (!needsKey) return null
  return (
    <Card title={isRevoked ? 'The key of this desktop was revoked' : 'This desktop has no key yet'}>
      <Box sx={{ px: 4, pb: 4, display: 'grid', gap: 3 }}>
        <Box>
          You can read and exchange. To edit, ask for a key: somebody who is enrolled approves it on their desktop, and
          the next exchange brings it.
        </Box>
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <Button variant="contained" color="primary" onClick={() => setAsking('request')}>
            Ask for a key…
          </Button>
          <Button variant="outlined" onClick={() => setAsking('recover')}>
            Use the recovery words…
          </Button>
        </Box>
      </Box>
      {asking === 'request' && <RequestDialog onClose={close} />}
      {asking === 'recover' && <RecoverDialog onClose={close} />}
    </Card>
  )
}
