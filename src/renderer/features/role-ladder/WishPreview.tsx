import Box from '@mui/material/Box'
import type { OperationCall } from '../../../shared/operations/contract'
import { FailureNotice } from '../../components/FailureNotice'
import { ImpactNames } from '../../components/ImpactNames'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { useDebounced } from '../../components/useDebounced'
import { useOperation } from '../../stores/useOperation'
import { countPeople } from '../../words/countOf'

export type Wish = OperationCall<'role.preview'>['wish']

const namesShown = 12

/** What a wish about a role would do, in sentences and by name, before it is done. */
export function WishPreview({ wish }: { readonly wish: Wish | null }) {
  const rested = useDebounced(wish === null ? '' : JSON.stringify(wish), 150)
  const preview = useOperation('role.preview', rested === '' ? null : { wish: JSON.parse(rested) as Wish, limit: 200 })
  if (wish === null) return null
  if (preview.failure !== null) return <FailureNotice failure={preview.failure} />
  const value = preview.value
  if (value === null) return <LoadingLines lines={2} label="Working out what this does" />
  const rest = value.moving - Math.min(namesShown, value.movingNames.length)
  return (
    <Box component="section" aria-label="What this does" aria-live="polite" sx={{ display: 'grid', gap: 3 }}>
      {value.refusedBecause.map((reason) => (
        <Notice key={reason.text} tone="bad" title={reason.text} />
      ))}
      {value.sentences.length > 0 && (
        <Box component="ul" sx={{ m: 0, pl: 5 }}>
          {value.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </Box>
      )}
      {value.moving > 0 && (
        <Box sx={{ color: 'dim' }}>
          {value.movingNames
            .slice(0, namesShown)
            .map(({ name, state }) => (state === 'removed' ? `${name} (in Restore)` : name))
            .join(', ')}
          {rest > 0 && ` and ${countPeople(rest)} more`}
        </Box>
      )}
      {value.refusedBecause.length === 0 && <ImpactNames impact={value} none="Nobody gains or loses anything." />}
      {value.finalBecause !== null && <Notice tone="warn" title={value.finalBecause} />}
    </Box>
  )
}
