import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { PageFrame } from '../../components/PageFrame'
import { PillTabs } from '../../components/PillTabs'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { CompareTab } from './CompareTab'
import { FindingsTab } from './FindingsTab'
import { LookBackDialog } from './LookBackDialog'
import { ReportsTab } from './ReportsTab'
import { ReviewsTab } from './ReviewsTab'

const tabs = [
  { value: 'findings', label: 'Findings' },
  { value: 'compare', label: 'Compare' },
  { value: 'reviews', label: 'Reviews' },
  { value: 'reports', label: 'Reports' },
] as const
type Tab = (typeof tabs)[number]['value']

/** What somebody should look at, what changed, access reviews, and reports of it. */
export function AuditPage() {
  const org = useOrgStore((store) => store.org)
  const { route, refine } = useRouteStore()
  const [isLookingBack, setLookingBack] = useState(false)
  const tab: Tab = tabs.find(({ value }) => value === route.params['tab'])?.value ?? 'findings'
  return (
    <PageFrame
      title="Audit"
      sub={org === null ? '' : `${org.name} · ${org.asOf?.text ?? `revision ${org.revision.n.toLocaleString('en')}`}`}
      actions={
        <Button startIcon={<HistoryIcon />} onClick={() => setLookingBack(true)}>
          Look back…
        </Button>
      }
    >
      <Box sx={{ px: '22px', pt: 3.5, pb: 3, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Box sx={{ mb: 3 }}>
          <PillTabs label="Audit" tabs={tabs} chosen={tab} onChange={(next) => refine({ tab: next })} />
        </Box>
        {tab === 'findings' && <FindingsTab />}
        {tab === 'compare' && <CompareTab />}
        {tab === 'reviews' && <ReviewsTab />}
        {tab === 'reports' && <ReportsTab />}
      </Box>
      {isLookingBack && <LookBackDialog onClose={() => setLookingBack(false)} />}
    </PageFrame>
  )
}
