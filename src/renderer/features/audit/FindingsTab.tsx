import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterMenu } from '../../components/FilterMenu'
import { ListFrame } from '../../components/ListFrame'
import { LoadingLines } from '../../components/LoadingLines'
import { Pager } from '../../components/Pager'
import { PillSwitch } from '../../components/PillSwitch'
import { SearchBox } from '../../components/SearchBox'
import { useDebounced } from '../../components/useDebounced'
import { useOperation } from '../../stores/useOperation'
import { useRouteStore } from '../../stores/routeStore'
import { AcceptDialog } from './AcceptDialog'
import { FindingRow } from './FindingRow'
import { FixDialog } from './FixDialog'
import { severityNames } from './severities'

export type Finding = OperationOutput<'audit.findings'>['findings'][number]

const pageSize = 100

/** Everything the rules find, worst first, with the ways to put it right or to accept it. */
export function FindingsTab() {
  const [severities, setSeverities] = useState<readonly Finding['severity'][]>([])
  const wantedRule = useRouteStore((store) => store.route.params['rule'])
  const [rules, setRules] = useState<readonly string[]>(wantedRule === undefined ? [] : [wantedRule])
  const [withAccepted, setWithAccepted] = useState(false)
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(0)
  const [asked, setAsked] = useState<{ deed: 'accept' | 'fix'; finding: Finding } | null>(null)
  const words = useDebounced(search, 200)
  const { value, failure, reload } = useOperation('audit.findings', {
    severities: [...severities],
    rules: [...rules],
    accepted: withAccepted ? 'with' : 'without',
    search: words,
    offset: page * pageSize,
    limit: pageSize,
  })
  const narrow = (change: () => void) => {
    change()
    setPage(0)
  }
  const isNarrowed = severities.length > 0 || rules.length > 0 || search !== ''

  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, mb: 2.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <FilterMenu
          label="Severity"
          options={(['high', 'medium', 'low'] as const).map((severity) => ({
            value: severity,
            label: `${severityNames[severity]}${value === null ? '' : ` (${value.counts[severity]})`}`,
          }))}
          chosen={severities}
          onChange={(next) => narrow(() => setSeverities(next))}
        />
        <FilterMenu
          label="Rule"
          options={(value?.rules ?? []).map((rule) => ({
            value: rule.key,
            label: `${rule.name} (${rule.findings})`,
          }))}
          chosen={rules}
          onChange={(next) => narrow(() => setRules(next))}
        />
        <PillSwitch
          label={`With accepted${value === null || value.counts.accepted === 0 ? '' : ` (${value.counts.accepted})`}`}
          isOn={withAccepted}
          onChange={(isOn) => narrow(() => setWithAccepted(isOn))}
        />
        <Box sx={{ flex: 1 }} />
        <SearchBox label="Search findings" value={search} onChange={(text) => narrow(() => setSearch(text))} />
      </Box>
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} sx={{ mb: 3 }} />}
      <ListFrame>
        <Box
          component="ul"
          aria-label="Findings"
          tabIndex={0}
          sx={{ flex: 1, overflow: 'auto', listStyle: 'none', m: 0, p: 0, '&:focus-visible': { outlineOffset: -2 } }}
        >
          {value === null && failure === null && <LoadingLines lines={8} height={44} label="Looking for findings" />}
          {value?.findings.map((finding) => (
            <FindingRow
              key={finding.key}
              finding={finding}
              onAccept={() => setAsked({ deed: 'accept', finding })}
              onFix={() => setAsked({ deed: 'fix', finding })}
            />
          ))}
        </Box>
        {value?.findings.length === 0 && (
          <EmptyState
            icon={<DoneIcon fontSize="inherit" />}
            title={isNarrowed ? 'Nothing fits the filters' : 'Nothing was found'}
            text={isNarrowed ? '' : 'Every rule was looked at.'}
          />
        )}
        <Pager page={page} pageSize={pageSize} total={value?.total ?? 0} noun="findings" onPage={setPage} />
      </ListFrame>
      {asked?.deed === 'accept' && <AcceptDialog finding={asked.finding} onClose={() => setAsked(null)} />}
      {asked?.deed === 'fix' && <FixDialog finding={asked.finding} onClose={() => setAsked(null)} />}
    </>
  )
}
