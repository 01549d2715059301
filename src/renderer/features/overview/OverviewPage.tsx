import NewLocationIcon from '@mui/icons-material/AddBusinessOutlined'
import Box from '@mui/material/Box'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PageFrame } from '../../components/PageFrame'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useMayNot } from '../../stores/useMayNot'
import { useOrgStore } from '../../stores/orgStore'
import { useOperation } from '../../stores/useOperation'
import { useRouteStore } from '../../stores/routeStore'
import { countOf, countPeople, formatCount } from '../../words/countOf'
import { arrangeAttention } from './arrangeAttention'
import { AttentionCard } from './AttentionCard'
import { LatestCard } from './LatestCard'
import { OverviewCharts } from './OverviewCharts'
import { StartCard } from './StartCard'
import { PeopleByRoleCard } from './PeopleByRoleCard'

const findingsRead = 50

/** What is waiting, who there is, and what happened last. */
export function OverviewPage() {
  const org = useOrgStore((store) => store.org)
  const go = useRouteStore((store) => store.go)
  const mayNotEdit = useMayNot('places.edit')
  const overview = useOperation('overview.read', {})
  const { value, failure } = overview
  // Looked for in steps: what is known at once is shown meanwhile.
  const findings = useOperation('audit.findings', overview.value === null ? null : { limit: findingsRead })
  const isNew = org !== null && org.mode === 'edit' && org.counts.people <= 1
  return (
    <PageFrame
      title="Overview"
      actions={
        <ReasonedButton disabledBecause={mayNotEdit} startIcon={<NewLocationIcon />} onClick={() => go('new-location')}>
          New location…
        </ReasonedButton>
      }
      sub={
        org === null
          ? ''
          : [
              org.name,
              countPeople(org.counts.people),
              countOf(org.counts.places, 'place'),
              `revision ${formatCount(org.revision.n)}`,
            ].join(' · ')
      }
    >
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: '22px', py: '18px' }}>
        {failure !== null && <FailureNotice failure={failure} onRetry={overview.reload} />}
        {value === null && failure === null && <LoadingLines lines={8} height={44} label="Reading the overview" />}
        {value !== null && (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 1.25fr) minmax(0, 1fr)',
              gap: '18px',
              alignItems: 'start',
            }}
          >
            <Box sx={{ display: 'grid', gap: '18px' }}>
              {isNew && <StartCard />}
              <AttentionCard
                items={arrangeAttention(value.attention, findings.value)}
                findings={findings.value?.total ?? null}
                isLooking={findings.value === null && findings.failure === null}
              />
            </Box>
            <Box sx={{ display: 'grid', gap: '18px' }}>
              <PeopleByRoleCard roles={value.byRole} />
              <LatestCard items={value.latest} />
            </Box>
          </Box>
        )}
        {value !== null && !isNew && (
          <Box sx={{ mt: '18px' }}>
            <OverviewCharts />
          </Box>
        )}
      </Box>
    </PageFrame>
  )
}
