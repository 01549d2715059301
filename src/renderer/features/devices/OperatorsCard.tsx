import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { useEffect, useRef, useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { Card } from '../../components/Card'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useOpeningStore } from '../../stores/openingStore'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { lockOperator, nothingLocks } from './lockOperator'
import { SwitchOperatorDialog } from './SwitchOperatorDialog'

type Operator = OperationOutput<'operator.list'>['operators'][number]

/** Who can act on this desktop: switch, lock, and the passphrase of one's own key. */
export function OperatorsCard() {
  const list = useOperation('operator.list', {})
  const path = useOrgStore((store) => store.org?.path)
  const open = useOpeningStore((store) => store.open)
  const [isSetting, setSetting] = useState(false)
  const [isSwitching, setSwitching] = useState(false)
  const acting = list.value?.operators.find(({ isActing }) => isActing)

  const isAskedFor = useRouteStore((store) => store.route.params['at'] === 'operators') && list.value !== null
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isAskedFor) return
    card.current?.scrollIntoView({ block: 'center' })
    card.current?.focus({ preventScroll: true })
  }, [isAskedFor])

  return (
    <Card title="Operators of this desktop">
      <Box ref={card} tabIndex={-1} sx={{ px: 4, pb: 4, display: 'grid', gap: 3 }}>
        {list.failure !== null && <FailureNotice failure={list.failure} onRetry={list.reload} />}
        {list.value?.operators.length === 0 && <Box>Nobody whom you may see can act on this desktop.</Box>}
        <Box component="ul" aria-label="Operators" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {list.value?.operators.map((operator) => (
            <Box
              component="li"
              key={operator.staffId}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 2,
                py: 1.5,
                borderTop: '1px solid',
                borderColor: 'line',
              }}
            >
              <Box sx={{ minWidth: 0, flex: 1 }}>
                <Box sx={{ fontWeight: 600 }}>{operator.name}</Box>
                <Box sx={{ color: 'dim', fontSize: 12 }}>{describe(operator)}</Box>
              </Box>
              {operator.isActing ? (
                <ReasonedButton
                  disabledBecause={operator.hasPassphrase ? null : nothingLocks}
                  onClick={() => path !== undefined && void lockOperator(path, operator.email)}
                >
                  Lock
                </ReasonedButton>
              ) : (
                <Button
                  aria-label={`Switch to ${operator.name}`}
                  onClick={() => path !== undefined && void open(path, { as: operator.email })}
                >
                  Switch
                </Button>
              )}
            </Box>
          ))}
        </Box>
        {list.value?.isWhole === false && (
          <Button variant="outlined" onClick={() => setSwitching(true)} sx={{ justifySelf: 'start' }}>
            Switch to somebody else…
          </Button>
        )}
        {acting !== undefined && (
          <>
            <Box sx={{ color: 'dim' }}>
              {acting.hasPassphrase
                ? 'Your key is encrypted with your passphrase.'
                : 'Your key has no passphrase: whoever can use this account can act as you.'}
            </Box>
            <Button variant="outlined" onClick={() => setSetting(true)} sx={{ justifySelf: 'start' }}>
              {acting.hasPassphrase ? 'Change or remove the passphrase…' : 'Set a passphrase…'}
            </Button>
          </>
        )}
      </Box>
      {isSwitching && path !== undefined && <SwitchOperatorDialog path={path} onClose={() => setSwitching(false)} />}
      {isSetting && acting !== undefined && (
        <PassphraseForm
          hasOne={acting.hasPassphrase}
          canKeep={list.value?.canKeep === true}
          onClose={() => {
            setSetting(false)
            list.reload()
          }}
        />
      )}
    </Card>
  )
}

function describe({ role, isActing, hasPassphrase, isKept }: Operator): string {
  const lock = hasPassphrase ? (isKept ? 'passphrase kept by this computer' : 'passphrase') : 'no passphrase'
  return `${role.name} · ${isActing ? 'acting now · ' : ''}${lock}`
}

interface PassphraseFormProps {
  readonly hasOne: boolean
  readonly canKeep: boolean
  readonly onClose: () => void
}

function PassphraseForm({ hasOne, canKeep, onClose }: PassphraseFormProps) {
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const [again, setAgain] = useState('')
  const [keep, setKeep] = useState(false)
  const save = async () => {
    if (after !== again) return { message: 'The two new passphrases differ. Type them again.' }
    if (after === '' && !hasOne) return { message: 'Type a passphrase.' }
    const input = { after: after === '' ? null : after, keep: keep && after !== '' }
    const answer = await bridge.call('operator.setPassphrase', hasOne ? { before, ...input } : input)
    return answer.ok ? null : answer.error
  }
  return (
    <ConfirmDialog
      title="Passphrase of your key"
      confirmWord="Save"
      maxWidth="sm"
      startsInField
      onClose={onClose}
      onConfirm={save}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        {hasOne && (
          <TextField
            label="Passphrase now"
            autoFocus
            type="password"
            autoComplete="current-password"
            value={before}
            onChange={(event) => setBefore(event.target.value)}
          />
        )}
        <TextField
          label="New passphrase"
          autoFocus={!hasOne}
          type="password"
          autoComplete="new-password"
          value={after}
          helperText={
            hasOne ? 'Left empty, the passphrase is removed.' : 'Nobody can find it out for you: do not forget it.'
          }
          onChange={(event) => setAfter(event.target.value)}
        />
        <TextField
          label="New passphrase again"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(event) => setAgain(event.target.value)}
        />
        {canKeep && (
          <FormControlLabel
            control={<Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)} />}
            label="Let this computer keep it"
          />
        )}
      </Box>
    </ConfirmDialog>
  )
}
