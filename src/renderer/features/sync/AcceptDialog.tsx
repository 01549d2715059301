import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { ImpactNames } from '../../components/ImpactNames'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { useDebounced } from '../../components/useDebounced'
import { applyChange, applyOrSay } from '../../stores/applyChange'
import { useWatched } from '../../stores/useWatched'
import { useWaitingStore } from '../../stores/waitingStore'
import type { Item } from './InboxTab'
import { type ChosenValue, insteadOf, ValueChoice } from './ValueChoice'

type Way = OperationOutput<'inbox.preview'>['ways'][number]

/** The ways and the values with which an edit can be taken over, what each would do and to whom, and doing one. */
export function AcceptDialog({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const changes = [item.change]
  const [value, setValue] = useState<ChosenValue>({ whose: 'wanted' })
  const instead = insteadOf(value)
  const isOpen = value.whose === 'other' && instead === null
  const asked = useDebounced(JSON.stringify(instead), 250)
  const isAsked = asked === JSON.stringify(instead)
  const preview = useWatched('inbox.preview', {
    changes,
    ...(asked === 'null' ? {} : { instead: JSON.parse(asked) as NonNullable<typeof instead> }),
  })
  const isKnown = isAsked && !preview.isLoading
  const [chosen, setChosen] = useState<Way['how'] | null>(null)
  const ways = preview.value?.ways ?? []
  const how = chosen ?? (ways.find(({ refusedBecause }) => refusedBecause.length === 0) ?? ways[0])?.how ?? null
  const way = ways.find((one) => one.how === how)
  const whose = item.by.isActor ? 'your' : `${item.by.name}’s`
  const keepsNow = value.whose === 'now' && how !== 'restore-only'
  const values = preview.value?.values ?? []

  const accept = async () => {
    if (keepsNow) {
      const answer = await applyChange('inbox.dismiss', { changes }, 'Dismissed: it stays as it is.')
      return answer.ok ? null : answer.error
    }
    if (isOpen) return { message: 'Choose the value that counts.' }
    if (way === undefined || !isKnown) return { message: 'Wait until it is known what this would do.' }
    if (way.refusedBecause.length > 0) return { message: way.refusedBecause[0]!.text, because: way.refusedBecause }
    const done = 'Accepted, under your own name.'
    const input = { changes, how: way.how, ...(instead === null ? {} : { instead }) }
    if (way.isFinal) {
      useWaitingStore
        .getState()
        .wait(way.title, () => applyOrSay('inbox.accept', { ...input, confirm: true }, done, false))
      return null
    }
    const answer = await applyChange('inbox.accept', input, done)
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog
      title={`Accept ${whose} edit?`}
      confirmWord={keepsNow ? 'Dismiss' : way?.isFinal === true ? 'Accept and wait 30 seconds' : 'Accept'}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={accept}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Box sx={{ color: 'dim' }}>
          {keepsNow
            ? 'Nothing is changed, and the item is closed.'
            : 'It is made again under your own name, with your own rights, and the item is closed.'}
        </Box>
        {preview.failure !== null && <FailureNotice failure={preview.failure} onRetry={preview.reload} />}
        {ways.length > 1 && (
          <RadioGroup aria-label="How" value={how ?? ''} onChange={(_event, next) => setChosen(next as Way['how'])}>
            {ways.map((one) => (
              <FormControlLabel
                key={one.how}
                value={one.how}
                control={<Radio size="small" />}
                disabled={one.refusedBecause.length > 0}
                label={one.refusedBecause[0] === undefined ? one.title : `${one.title}: ${one.refusedBecause[0].text}`}
              />
            ))}
          </RadioGroup>
        )}
        {preview.value !== null && values.length > 1 && how !== 'restore-only' && (
          <ValueChoice
            author={item.by.isActor ? 'you' : item.by.name}
            values={values}
            typed={preview.value.typed}
            chosen={value}
            onChoose={setValue}
          />
        )}
        {!keepsNow && !isOpen && preview.failure === null && !isKnown && (
          <LoadingLines lines={3} label="Looking at what it would do" />
        )}
        {!keepsNow && !isOpen && isKnown && way !== undefined && (
          <WayPreview way={way} isAlone={ways.length === 1 && values.length < 2} />
        )}
      </Box>
    </ConfirmDialog>
  )
}

function WayPreview({ way, isAlone }: { readonly way: Way; readonly isAlone: boolean }) {
  if (way.refusedBecause.length > 0) {
    return (
      <Notice tone="bad" title={isAlone ? way.title : undefined}>
        {way.refusedBecause.map(({ text }) => (
          <div key={text}>{text}</div>
        ))}
      </Notice>
    )
  }
  return (
    <>
      {isAlone && <Box sx={{ fontWeight: 600 }}>{way.title}</Box>}
      <Box sx={{ color: 'dim', mb: -2 }}>The history will say:</Box>
      <Box component="ul" aria-label="What would be done" sx={{ m: 0, pl: 5 }}>
        {way.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </Box>
      <ImpactNames impact={way} none="Nobody gains or loses a permission by it." />
      {way.isFinal && (
        <Notice tone="warn">Nothing takes this back. It waits for 30 seconds, and can be taken back until then.</Notice>
      )}
    </>
  )
}
