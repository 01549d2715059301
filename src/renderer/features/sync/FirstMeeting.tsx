import FolderIcon from '@mui/icons-material/FolderSharedOutlined'
import HubIcon from '@mui/icons-material/StorageOutlined'
import MailIcon from '@mui/icons-material/MailOutlined'
import UsbIcon from '@mui/icons-material/UsbOutlined'
import type { SvgIconComponent } from '@mui/icons-material'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type ReactNode, useState } from 'react'
import { Card } from '../../components/Card'
import { FailureNotice } from '../../components/FailureNotice'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { chooseMeetingFolder } from './chooseMeetingFolder'

interface FirstMeetingProps {
  readonly onFolder: () => void
  readonly onHub: () => void
  /** No other console is enrolled yet. */
  readonly isAlone: boolean
}

/** No meeting place yet: the ways there are, and what to do for each. */
export function FirstMeeting({ onFolder, onHub, isAlone }: FirstMeetingProps) {
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
          <Way icon={MailIcon} title="By mail">
            Choose a folder of your own, exchange, and send what lies in it. Whoever gets it puts it into their own
            folder and exchanges; the same files twice do no harm.
          </Way>
        </Box>
      </Box>
    </Card>
  )
}

interface WayProps {
  readonly icon: SvgIconComponent
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

function Way({ icon: Icon, title, children, action }: WayProps) {
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 3, py: 2.5, borderTop: '1px solid', borderColor: 'line' }}
    >
      <Icon aria-hidden sx={{ fontSize: 20, color: 'dim', flex: 'none' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{title}</Box>
        <Box sx={{ color: 'dim' }}>{children}</Box>
      </Box>
      {action}
    </Box>
  )
}
