import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Card } from '../../components/Card'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { ReasonedButton } from '../../components/ReasonedButton'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { ApproveDialog } from './ApproveDialog'
import { AddOperatorDialog } from './AddOperatorDialog'
import { NewWordsDialog } from './NewWordsDialog'
import { RecoverDialog } from './RecoverDialog'

type Key = OperationOutput<'device.list'>['keys'][number]
type Asking = 'approve' | 'add' | 'recover' | 'words' | { readonly revoke: Key } | { readonly handOver: Key } | null

/** Consoles and keys: whose they are, which may be revoked, and the ways in. */
export function DevicesCard() {
  const devices = useOperation('device.list', {})
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  if (devices.value === null) {
    return (
      <Card title="Consoles and keys">
        <Box sx={{ px: 4, pb: 4 }}>
          {devices.failure === null ? (
            <LoadingLines lines={3} label="Reading the keys" />
          ) : (
            <FailureNotice failure={devices.failure} onRetry={devices.reload} />
          )}
        </Box>
      </Card>
    )
  }
  const { keys, signsHere, mayHandOver, mayReplaceWords } = devices.value
  const notHere = signsHere.allowed ? null : signsHere.because
  return (
    <Card title="Consoles and keys">
      <Box sx={{ px: 4, pb: 4, display: 'grid', gap: 3 }}>
        {notHere !== null && (
          <Notice tone="warn" title="This desktop does not sign in this file.">
            {notHere}
          </Notice>
        )}
        <Box component="ul" aria-label="Keys" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              shown={key}
              mayHandOver={mayHandOver.allowed ? null : mayHandOver.because}
              onRevoke={() => setAsking({ revoke: key })}
              onHandOver={() => setAsking({ handOver: key })}
            />
          ))}
        </Box>
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <ReasonedButton variant="outlined" disabledBecause={notHere} onClick={() => setAsking('add')}>
            Add an operator…
          </ReasonedButton>
          <ReasonedButton variant="outlined" disabledBecause={notHere} onClick={() => setAsking('approve')}>
            Approve a request…
          </ReasonedButton>
          <ReasonedButton
            variant="outlined"
            disabledBecause={mayReplaceWords.allowed ? null : mayReplaceWords.because}
            onClick={() => setAsking('words')}
          >
            New recovery words…
          </ReasonedButton>
          <ReasonedButton variant="outlined" disabledBecause={null} onClick={() => setAsking('recover')}>
            Use the recovery words…
          </ReasonedButton>
        </Box>
      </Box>
      {asking === 'approve' && <ApproveDialog onClose={close} />}
      {asking === 'add' && <AddOperatorDialog onClose={close} />}
      {asking === 'recover' && <RecoverDialog onClose={close} />}
      {asking === 'words' && <NewWordsDialog onClose={close} />}
      {asking !== null && typeof asking === 'object' && 'revoke' in asking && (
        <ConfirmDialog
          title={`Revoke ${callKey(asking.revoke)}?`}
          confirmWord="Revoke for good"
          isDangerous
          onClose={close}
          onConfirm={async () => {
            const answer = await applyChange('device.revoke', { keys: [asking.revoke.id] }, 'Revoked.', false)
            return answer.ok ? null : answer.error
          }}
        >
          Nothing that it signs from now on counts. What it signed before stays. A revoked key never comes back: that
          console would make a new one.
        </ConfirmDialog>
      )}
      {asking !== null && typeof asking === 'object' && 'handOver' in asking && (
        <ConfirmDialog
          title={`Let the ${callKey(asking.handOver).replace(/^Console/, 'console')} settle the changes?`}
          confirmWord="Hand over"
          onClose={close}
          onConfirm={async () => {
            const answer = await applyChange('device.handOver', { to: asking.handOver.id }, 'Handed over.')
            return answer.ok ? null : answer.error
          }}
        >
          What anybody does, here too, then waits until that console exchanges. It learns of it with the next exchange
          here; taking it back needs that console, or the recovery words.
        </ConfirmDialog>
      )}
    </Card>
  )
}

interface KeyRowProps {
  readonly shown: Key
  readonly mayHandOver: string | null
  readonly onRevoke: () => void
  readonly onHandOver: () => void
}

function KeyRow({ shown, mayHandOver, onRevoke, onHandOver }: KeyRowProps) {
  const when = useWhen()
  const marks = [
    shown.isActing ? 'you, here' : shown.isHere ? 'on this desktop' : '',
    shown.settles ? 'settles the changes' : '',
    shown.isRevoked ? 'revoked' : '',
    shown.lastSeenMs === null ? 'not heard from yet' : `last heard from ${when.instant(shown.lastSeenMs)}`,
  ].filter((mark) => mark !== '')
  const name = callKey(shown)
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 2, py: 1.5, borderTop: '1px solid', borderColor: 'line' }}
    >
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere', color: shown.isRevoked ? 'dim' : 'ink' }}>{name}</Box>
        <Box sx={{ color: 'dim', fontSize: 12 }}>
          {marks.join(' · ')} · {shown.id.slice(0, 12)}
        </Box>
      </Box>
      {shown.kind === 'console' && !shown.settles && !shown.isRevoked && (
        <ReasonedButton disabledBecause={mayHandOver} onClick={onHandOver} aria-label={`Hand over to ${name}`}>
          Hand over…
        </ReasonedButton>
      )}
      {!shown.isRevoked && (
        <ReasonedButton
          disabledBecause={shown.mayRevoke.allowed ? null : shown.mayRevoke.because}
          onClick={onRevoke}
          aria-label={`Revoke ${name}`}
        >
          Revoke…
        </ReasonedButton>
      )}
    </Box>
  )
}

function callKey({ kind, name, person }: Key): string {
  const where = name === '' ? '' : ` “${name}”`
  const whose = person === null ? '' : ` of ${person.name}`
  return kind === 'console' ? `Console${where}${whose}` : `Key${whose}${where === '' ? '' : ` on${where}`}`
}
