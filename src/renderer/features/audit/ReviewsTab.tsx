import RuleIcon from '@mui/icons-material/RuleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { ListCard } from '../../components/ListCard'
import { LoadingLines } from '../../components/LoadingLines'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'
import { ReviewView } from './ReviewView'
import { StartReviewDialog } from './StartReviewDialog'

/** Access reviews with how far each is, or the one that is gone through. */
export function ReviewsTab() {
  const when = useWhen()
  const { route, refine } = useRouteStore()
  const canEdit = useOrgStore((store) => store.org?.mode === 'edit')
  const [isStarting, setStarting] = useState(false)
  const { value, failure, reload } = useOperation('review.list', {})
  const open = (key: string | null) => refine({ tab: 'reviews', ...(key === null ? {} : { review: key }) })
  const chosen = route.params['review']
  if (chosen !== undefined) return <ReviewView key={chosen} reviewKey={chosen} onBack={() => open(null)} />
  const start = canEdit ? (
    <Button variant="contained" color="primary" onClick={() => setStarting(true)}>
      Start a review…
    </Button>
  ) : undefined
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} sx={{ mb: 3 }} />}
      {value === null && failure === null && <LoadingLines lines={4} height={44} label="Reading the access reviews" />}
      {value?.length === 0 && (
        <EmptyState
          icon={<RuleIcon fontSize="inherit" />}
          title="No access review yet"
          text="Choose a place, a role or a permission; freeze who has it; and decide about each person. The result is evidence."
          action={start}
        />
      )}
      {value !== null && value.length > 0 && (
        <>
          <Box sx={{ mb: 2.5 }}>{start}</Box>
          <ListCard label="Access reviews" sx={{ overflow: 'auto' }}>
            {value.map((review) => (
              <Box
                component="li"
                key={review.key}
                sx={{ display: 'flex', gap: 3, alignItems: 'center', px: 4, py: '12px' }}
              >
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <Box sx={{ fontWeight: 600 }}>{review.name}</Box>
                  <Box sx={{ color: 'dim' }}>
                    {review.scopeText} · frozen {when.day(review.startedAtMs)} by {review.startedBy}
                  </Box>
                </Box>
                <Box sx={{ color: 'dim', fontVariantNumeric: 'tabular-nums' }}>
                  {review.finishedAtMs === null
                    ? `${formatCount(review.decided)} of ${formatCount(review.people)} decided`
                    : `Finished ${when.day(review.finishedAtMs)}`}
                </Box>
                <Button aria-label={`Open: ${review.name}`} onClick={() => open(review.key)}>
                  {review.finishedAtMs === null && canEdit ? 'Go on' : 'Open'}
                </Button>
              </Box>
            ))}
          </ListCard>
        </>
      )}
      {isStarting && <StartReviewDialog onClose={() => setStarting(false)} onStarted={open} />}
    </Box>
  )
}
