import type { Failure } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { FailureNotice } from '../../components/FailureNotice'
import { ImpactNames } from '../../components/ImpactNames'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'

interface PlaceEffectProps {
  readonly reading: {
    readonly value: OperationOutput<'place.preview'> | null
    readonly failure: Failure | null
    reload(): void
  }
}

/** Who gains and who loses by an edit of places, or why it would be refused. */
export function PlaceEffect({ reading }: PlaceEffectProps) {
  const { value, failure } = reading
  if (failure !== null) return <FailureNotice failure={failure} onRetry={reading.reload} />
  if (value === null) return <LoadingLines lines={4} label="Working out who is affected" />
  if (value.refusedBecause.length > 0) {
    return (
      <Notice tone="bad" title="This would be refused.">
        {value.refusedBecause.map((reason) => (
          <div key={reason.text}>{reason.text}</div>
        ))}
      </Notice>
    )
  }
  return <ImpactNames impact={value} none="Nobody gains or loses anything by it now." />
}
