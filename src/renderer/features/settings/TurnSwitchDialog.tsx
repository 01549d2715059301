import { ConfirmDialog } from '../../components/ConfirmDialog'
import { FailureNotice } from '../../components/FailureNotice'
import { ImpactNames } from '../../components/ImpactNames'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import type { OrgSwitch } from './SwitchesCard'

/** Names who gains and who loses before a switch is turned. */
export function TurnSwitchDialog({ turning, onClose }: { readonly turning: OrgSwitch; readonly onClose: () => void }) {
  const { kind, key, name, on } = turning
  const word = on ? 'off' : 'on'
  const preview = useOperation('switch.preview', { kind, key, on: !on })

  const turn = async () => {
    const input = { key, on: !on }
    const done = `Turned ${name} ${word}.`
    const answer =
      kind === 'setting' ? await applyChange('setting.set', input, done) : await applyChange('feature.set', input, done)
    return answer.ok ? null : answer.error
  }

  return (
    <ConfirmDialog
      title={`Turn ${name} ${word}?`}
      confirmWord={`Turn ${word}`}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={turn}
    >
      {preview.failure !== null && <FailureNotice failure={preview.failure} onRetry={preview.reload} />}
      {preview.value === null && preview.failure === null && (
        <LoadingLines lines={4} label="Working out who is affected" />
      )}
      {preview.value !== null && preview.value.refusedBecause.length > 0 && (
        <Notice tone="bad" title="This would be refused.">
          {preview.value.refusedBecause.map((reason) => (
            <div key={reason.text}>{reason.text}</div>
          ))}
        </Notice>
      )}
      {preview.value !== null && preview.value.refusedBecause.length === 0 && (
        <ImpactNames impact={preview.value} none="Nobody gains or loses anything by it now." />
      )}
    </ConfirmDialog>
  )
}
