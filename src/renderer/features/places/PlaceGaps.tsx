import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { DeedLine } from '../../components/DeedLine'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { ProgressLine } from '../../components/ProgressLine'
import { StateMark } from '../../components/StateMark'
import { useWatched } from '../../stores/useWatched'
import { useOrgStore } from '../../stores/orgStore'
import { countOf } from '../../words/countOf'
import { gapMarks } from '../../words/gapMarks'
import { CloseGapDialog } from './CloseGapDialog'

type Found = OperationOutput<'gap.check'>

const gapsAtFirst = 4
const fixesShown = 4

interface PlaceGapsProps {
  readonly place: { readonly id: OperationOutput<'place.show'>['place']['id']; readonly name: string }
}

/** What nobody assigned to a place or above it can do there, looked for when asked, with ways to close it. */
export function PlaceGaps({ place }: PlaceGapsProps) {
  const [isAsked, setAsked] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const [fix, setFix] = useState<Found['fixes'][number] | null>(null)
  const canEdit = useOrgStore((store) => store.org?.mode === 'edit')
  const { value, failure, reload, isLoading, progress, cancel } = useWatched(
    'gap.check',
    isAsked ? { at: place.id } : null,
  )
  const gaps = value?.gaps ?? []
  return (
    <Box component="section" aria-labelledby="place-gaps" sx={{ mb: 4 }}>
      <Typography variant="h3" id="place-gaps" sx={{ mb: 1 }}>
        Gaps{value === null ? '' : ` · ${gaps.length}`}
      </Typography>
      {!isAsked && (
        <Button onClick={() => setAsked(true)} aria-label={`Look for gaps at ${place.name}`}>
          Look for gaps
        </Button>
      )}
      {isAsked && isLoading && <ProgressLine label="Looking for gaps" progress={progress} onCancel={cancel} />}
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} />}
      {isAsked && value === null && failure === null && <LoadingLines lines={4} label="Looking for gaps" />}
      {value !== null && gaps.length === 0 && (
        <Box sx={{ color: 'dim' }}>
          Everything that can be done in this organization can be done by somebody assigned here, and by more than one
          person.
        </Box>
      )}
      {gaps.length > 0 && (
        <Box component="ul" aria-label="Gaps" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {gaps.slice(0, isWhole ? gaps.length : gapsAtFirst).map((gap) => (
            <Box
              component="li"
              key={`${gap.kind}/${gap.permission}`}
              sx={{ py: 1.5, borderTop: '1px solid', borderColor: 'line' }}
            >
              <StateMark word={gapMarks[gap.kind].word} tone={gapMarks[gap.kind].tone} />
              <Box sx={{ mt: 0.5 }}>{gap.text}</Box>
            </Box>
          ))}
        </Box>
      )}
      {gaps.length > gapsAtFirst && (
        <Button variant="text" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? 'Show fewer' : `Show all ${countOf(gaps.length, 'gap')}`}
        </Button>
      )}
      {value !== null && value.fixes.length > 0 && (
        <>
          <Typography variant="h3" id="place-fixes" sx={{ mt: 3, mb: 1 }}>
            Ways to close them
          </Typography>
          <Box component="ul" aria-labelledby="place-fixes" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {value.fixes.slice(0, fixesShown).map((each) => (
              <DeedLine
                key={each.text}
                action={
                  canEdit && (
                    <Button aria-label={`${verbs[each.kind]}: ${each.text}`} onClick={() => setFix(each)}>
                      {verbs[each.kind]}…
                    </Button>
                  )
                }
              >
                {each.text}
              </DeedLine>
            ))}
          </Box>
        </>
      )}
      {fix !== null && (
        <CloseGapDialog
          fix={fix}
          place={place}
          isByPlace={gaps.some((gap) => gap.permission === fix.permission && gap.isByPlace)}
          onClose={() => setFix(null)}
        />
      )}
    </Box>
  )
}

const verbs = { assign: 'Assign', invite: 'Invite', grant: 'Give' } as const
