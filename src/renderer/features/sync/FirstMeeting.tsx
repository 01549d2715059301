import FolderIcon from '@mui/icons-material/FolderSharedOutlined'
import HubIcon from '@mui/icons-material/StorageOutlined'
import MailIcon from '@mui/icons-material/MailOutlined'
import UsbIcon from '@mui/icons-material/UsbOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { Card } from '../../components/Card'
import { FailureNotice } from '../../components/FailureNotice'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { chooseMeetingFolder } from './chooseMeetingFolder'
import { Way } from './Way'

interface FirstMeetingProps {
  readonly onFolder: () => void
  readonly onHub: () => void
  readonly onMail: () => void
  /** No other console is enrolled yet. */
  readonly isAlone: boolean
}

/** No meeting place yet: the ways there are, and what to do for each. */
export function FirstMeeting({ onFolder, onHub, onMail, isAlone }: FirstMeetingProps) {
  const go = useRouteStore((store) => store.go)
  const [problem, setProblem] = useState<string | null>(null)
  const choose = async () => {
    const chosen = await chooseMeetingFolder()
    if (chosen.failure !== null) setProblem(chosen.failure)
    else if (chosen.isSet) onFolder()
  }
  return (
    <Card title="Where do the consoles meet?">
      <Box sx={{ px: 4, pb: 4, display: 'grid', gap: 3 }}>
        <Box sx={{ color: 'dim' }}>
          Everybody edits on their own desktop, offline if need be. They exchange at a place that all of them reach; the
          organization’s file itself never goes there.
          {isAlone && (
            <>
              {' '}
              This is the only console so far: open a copy of the file on the other desktop and ask for a key there,
              then approve it under <TextLink onClick={() => go('settings')}>Settings → Consoles and keys</TextLink>.
            </>
          )}
        </Box>
        {problem !== null && <FailureNotice failure={{ message: problem }} />}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0 }}>
          <Way
            icon={FolderIcon}
            title="A shared folder"
            action={
              <Button variant="contained" color="primary" onClick={() => void choose()}>
                Choose a folder…
              </Button>
            }
          >
            A folder on a file server or one that a sync service copies. Every console chooses the same one.
          </Way>
          <Way
            icon={UsbIcon}
            title="A USB stick"
            action={
              <Button onClick={() => void choose()} aria-label="Choose a folder on a USB stick">
                Choose a folder…
              </Button>
            }
          >
            Make a folder on the stick and choose it. Exchange here, carry the stick over, exchange there, and bring it
            back.
          </Way>
          <Way icon={HubIcon} title="A PostgreSQL hub" action={<Button onClick={onHub}>Enter its address…</Button>}>
            Whoever runs the database admits this console (rolecall hub admit) and gives you an address of its own.
          </Way>
          <Way icon={MailIcon} title="By mail" action={<Button onClick={onMail}>By mail…</Button>}>
            One file with what this console has to say goes from desktop to desktop.
          </Way>
        </Box>
      </Box>
    </Card>
  )
}
