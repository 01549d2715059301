import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { HiddenText } from '../../components/HiddenText'
import { MessageDialog } from '../../components/MessageDialog'
import { Notice } from '../../components/Notice'
import { SidePanel } from '../../components/SidePanel'
import { StateMark } from '../../components/StateMark'
import { TextLink } from '../../components/TextLink'
import { applyChange } from '../../stores/applyChange'
import { useOrgStore } from '../../stores/orgStore'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'
import { ProtectionText } from './ProtectionText'

type Status = OperationOutput<'sync.status'>
type Console = Status['consoles'][number]

interface ConsolesAsideProps {
  readonly status: Status
  readonly place: OperationOutput<'sync.place'> | null
  readonly onSaved: () => void
}

/** Who settles, whose consoles there are and when each was heard from, and what an exchange protects. */
export function ConsolesAside({ status, place, onSaved }: ConsolesAsideProps) {
  const [isReading, setReading] = useState(false)
  const [isChangingTo, setChangingTo] = useState<'hub' | 'registrar' | null>(null)
  const canEdit = useOrgStore((store) => store.org?.mode === 'edit')
  // The switch follows the hand at once; main's answer comes a moment later.
  const [wanted, setWanted] = useState<boolean | null>(null)
  const isByItself = wanted ?? place?.byItself ?? true
  const setByItself = async (byItself: boolean) => {
    setWanted(byItself)
    const answer = await bridge.call('sync.setPlace', { byItself })
    if (!answer.ok) setWanted(null)
    onSaved()
  }
  return (
    <SidePanel label="Consoles" goesBelow>
      <Typography variant="h2" sx={{ mb: 1 }}>
        Consoles
      </Typography>
      <Box sx={{ color: 'dim', mb: 2.5 }}>
        {status.settles.text}
        {place?.place?.kind === 'hub' && status.settles.by === 'registrar' && canEdit && (
          <>
            {' '}
            <TextLink onClick={() => setChangingTo('hub')}>Let any console settle, through the hub</TextLink>
          </>
        )}
        {status.settles.by === 'hub' && status.settles.isThisConsole && canEdit && (
          <>
            {' '}
            <TextLink onClick={() => setChangingTo('registrar')}>Let this console alone settle</TextLink>
          </>
        )}
      </Box>
      <Box component="ul" aria-label="Consoles" sx={{ listStyle: 'none', m: 0, p: 0, mx: '-18px' }}>
        {status.consoles.map((one) => (
          <ConsoleRow key={one.key} shown={one} />
        ))}
      </Box>
      {place !== null && place.place !== null && (
        <Box sx={{ borderTop: '1px solid', borderColor: 'line', mx: '-18px', px: '18px', py: 2.5 }}>
          <FormControlLabel
            control={
              <Switch
                size="small"
                checked={isByItself}
                onChange={(_event, isOn) => void setByItself(isOn)}
                slotProps={{ input: { 'aria-describedby': 'by-itself-hint' } }}
              />
            }
            label="Exchange by itself"
            sx={{ ml: 0, gap: 1.5 }}
          />
          <Box id="by-itself-hint" sx={{ color: 'dim', fontSize: 12 }}>
            {isByItself
              ? 'Soon after a change, and every 30 seconds while this organization is open.'
              : 'Off: you work apart until you exchange.'}
          </Box>
        </Box>
      )}
      <Notice tone="warn" sx={{ mt: 3 }}>
        <b>What exchange protects</b> and what it cannot: every copy holds all staff data…{' '}
        <TextLink onClick={() => setReading(true)}>Read</TextLink>
      </Notice>
      {isChangingTo === 'hub' && (
        <ConfirmDialog
          title="Let any console settle?"
          confirmWord="Settle through the hub"
          onClose={() => setChangingTo(null)}
          onConfirm={async () => {
            const done = 'Any console that is up to date settles now.'
            const answer = await applyChange('sync.setSequencer', { to: 'hub' }, done)
            return answer.ok ? null : answer.error
          }}
        >
          From then on whoever exchanges first settles what waits, and nobody waits for one desk. Everybody has to
          exchange through the hub; in a folder nothing is settled then. It can be taken back here.
        </ConfirmDialog>
      )}
      {isChangingTo === 'registrar' && (
        <ConfirmDialog
          title="Let this console alone settle?"
          confirmWord="Settle here"
          onClose={() => setChangingTo(null)}
          onConfirm={async () => {
            const own = status.consoles.find(({ isThis }) => isThis)
            const wanted = { to: 'registrar' as const, ...(own === undefined ? {} : { console: own.key }) }
            const done = 'This console settles the changes of everybody, from the next exchange on.'
            const answer = await applyChange('sync.setSequencer', wanted, done)
            return answer.ok ? null : answer.error
          }}
        >
          From the next exchange through the hub on, the changes of everybody wait until this console exchanges. The
          consoles can then meet in a folder again, too. Settings → Consoles and keys hands it over to another console.
        </ConfirmDialog>
      )}
      {isReading && (
        <MessageDialog
          title="What exchange protects, and what it cannot"
          text={<ProtectionText />}
          onClose={() => setReading(false)}
        />
      )}
    </SidePanel>
  )
}

function ConsoleRow({ shown }: { readonly shown: Console }) {
  const when = useWhen()
  const nowMs = useNow()
  const name =
    shown.name === '' ? (shown.person === null ? 'The first console' : `Console of ${shown.person.name}`) : shown.name
  const parts = [
    shown.person?.name ?? '',
    shown.isThis && shown.text !== 'this console' ? 'this console' : '',
    shown.settles ? 'settles the changes' : '',
    shown.text,
  ]
  const tone = shown.isSilent ? 'warn' : shown.heardMs === null ? 'quiet' : 'ok'
  const spoken = shown.isSilent ? 'Silent' : shown.heardMs === null ? 'Not heard from' : 'Heard from'
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 2.5, px: '18px', py: 2.5, borderTop: '1px solid', borderColor: 'line' }}
    >
      <Box sx={{ pt: '1px' }}>
        <StateMark word="" tone={tone} />
        <HiddenText>{spoken}</HiddenText>
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Box>
        <Box sx={{ color: 'dim', fontSize: 12 }}>{parts.filter((part) => part !== '').join(' · ')}</Box>
      </Box>
      <Box
        component="time"
        title={shown.heardMs === null || shown.isThis ? undefined : when.instant(shown.heardMs)}
        sx={{ color: shown.isSilent ? 'warn' : 'dim', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
      >
        {shown.isThis ? 'now' : shown.heardMs === null ? '' : when.short(shown.heardMs, nowMs)}
      </Box>
    </Box>
  )
}
