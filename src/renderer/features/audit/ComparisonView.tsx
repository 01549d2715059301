import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { ListFrame } from '../../components/ListFrame'
import { LoadingLines } from '../../components/LoadingLines'
import { Pager } from '../../components/Pager'
import { PillTabs } from '../../components/PillTabs'
import { SearchBox } from '../../components/SearchBox'
import { useDebounced } from '../../components/useDebounced'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'
import { ReportDialog } from './ReportDialog'

type Compared = OperationOutput<'compare.run'>
type Person = OperationOutput<'compare.people'>['rows'][number]
type Only = 'all' | 'gain' | 'lose' | 'since-review' | 'rules'

const pageSize = 50

/** What is different between two sides, each named so that they cannot be taken for one another. */
export function ComparisonView({ compared }: { readonly compared: Compared }) {
  const { compareId, before, after, counts, isSame } = compared
  const when = useWhen()
  const [only, setOnly] = useState<Only>(counts.sinceReview > 0 ? 'since-review' : 'all')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(0)
  const [isSaving, setSaving] = useState(false)
  const words = useDebounced(search, 200)
  const people = useOperation(
    'compare.people',
    only === 'rules' ? null : { compareId, only, search: words, offset: page * pageSize, limit: pageSize },
  )
  const rules = useOperation('compare.rules', only === 'rules' ? { compareId } : null)
  const call = (side: Compared['before']) => `${side.name}, entry ${formatCount(side.n)}, ${when.instant(side.atMs)}`
  const choose = (next: Only) => {
    setOnly(next)
    setPage(0)
  }
  const others = counts.cells + counts.switches + counts.places + counts.roles
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 2, flexWrap: 'wrap' }}>
        <Box>
          <b>Before:</b> {call(before)}
          <br />
          <b>After:</b> {call(after)}
        </Box>
        <Box sx={{ flex: 1 }} />
        <Button startIcon={<DownloadIcon />} onClick={() => setSaving(true)} disabled={isSame}>
          Save as a report…
        </Button>
      </Box>
      {isSame ? (
        <EmptyState title="Nothing is different" text="Nobody may do more or less, and nothing else has changed." />
      ) : (
        <>
          <Box sx={{ display: 'flex', gap: 2, mb: 2, alignItems: 'center', flexWrap: 'wrap' }}>
            <PillTabs
              label="Differences"
              chosen={only}
              onChange={choose}
              tabs={[
                ...(compared.review === null
                  ? []
                  : [
                      {
                        value: 'since-review' as const,
                        label: 'Changed since last review',
                        count: formatCount(counts.sinceReview),
                      },
                    ]),
                { value: 'all' as const, label: 'People', count: formatCount(counts.people) },
                { value: 'gain' as const, label: 'May do more', count: formatCount(counts.gaining) },
                { value: 'lose' as const, label: 'May do less', count: formatCount(counts.losing) },
                { value: 'rules' as const, label: 'Roles, grants, places', count: formatCount(others) },
              ]}
            />
            <Box sx={{ flex: 1 }} />
            {only !== 'rules' && (
              <SearchBox
                label="Search people"
                value={search}
                onChange={(text) => {
                  setSearch(text)
                  setPage(0)
                }}
              />
            )}
          </Box>
          {[people.failure, rules.failure].map((failure) =>
            failure === null ? null : <FailureNotice key={failure.message} failure={failure} sx={{ mb: 2 }} />,
          )}
          <ListFrame>
            <Box
              component="ul"
              aria-label="What is different"
              tabIndex={0}
              sx={{
                flex: 1,
                overflow: 'auto',
                listStyle: 'none',
                m: 0,
                p: 0,
                '&:focus-visible': { outlineOffset: -2 },
              }}
            >
              {only !== 'rules' && people.value === null && people.failure === null && (
                <LoadingLines lines={6} label="Reading the differences" />
              )}
              {only !== 'rules' &&
                people.value?.rows.map((person) => <PersonLine key={person.staffId} person={person} />)}
              {only === 'rules' && rules.value !== null && <RuleLines rules={rules.value} />}
            </Box>
            {only !== 'rules' && (
              <Pager
                page={page}
                pageSize={pageSize}
                total={people.value?.total ?? 0}
                noun="people"
                one="person"
                onPage={setPage}
              />
            )}
          </ListFrame>
        </>
      )}
      {isSaving && (
        <ReportDialog kind="comparison" title="Comparison" filter={{ compareId }} onClose={() => setSaving(false)} />
      )}
    </>
  )
}

const lineSx = { px: 4, py: '10px', borderBottom: '1px solid', borderColor: 'line' } as const

function PersonLine({ person }: { readonly person: Person }) {
  return (
    <Box component="li" sx={lineSx}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
        <b>{person.name ?? 'A purged person'}</b>
        <Box component="span" sx={{ color: 'dim' }}>
          {[person.role, ...person.what].join(' · ')}
        </Box>
        <Box component="span" sx={{ ml: 'auto', color: 'dim', fontSize: 12 }}>
          {person.sinceReview && 'changed since the last review · '}
          {person.entries.length > 0 && `entry ${person.entries.join(', ')}`}
        </Box>
      </Box>
      {(['gain', 'lose'] as const).flatMap((way) =>
        person[way].map((one) => (
          <Box key={`${way}/${one.permission}`} sx={{ fontSize: 12.5, mt: 0.5 }}>
            <Box component="span" sx={{ color: way === 'gain' ? 'ok' : 'bad', fontWeight: 600 }}>
              {way === 'gain' ? '▲ more' : '▼ less'}
            </Box>{' '}
            {one.name}: {one.before} → {one.after}
            {one.places !== null && ` at ${one.places.map(({ name }) => name).join(', ')}`}
            <Box component="span" sx={{ color: 'dim' }}>
              {' '}
              · through: {one.through.join('; ')}
            </Box>
          </Box>
        )),
      )}
    </Box>
  )
}

function RuleLines({ rules }: { readonly rules: OperationOutput<'compare.rules'> }) {
  const onOff = (value: boolean | null) => (value === null ? 'not there' : value ? 'on' : 'off')
  const lines = [
    ...rules.roles.map((what) => ({ what: 'Roles', change: what })),
    ...rules.cells.map((cell) => ({
      what: `${cell.roleName}: ${cell.name}`,
      change: `${cell.before ?? 'not there'} → ${cell.after ?? 'not there'}`,
    })),
    ...rules.switches.map((one) => ({ what: one.name, change: `${onOff(one.before)} → ${onOff(one.after)}` })),
    ...rules.places.map((one) => ({ what: one.name, change: one.what.join(', ') })),
  ]
  if (lines.length === 0) {
    return (
      <Box component="li" sx={lineSx}>
        Roles, grants, switches and places are the same.
      </Box>
    )
  }
  return lines.map(({ what, change }) => (
    <Box component="li" key={`${what}/${change}`} sx={lineSx}>
      <b>{what}</b>{' '}
      <Box component="span" sx={{ color: 'dim' }}>
        {change}
      </Box>
    </Box>
  ))
}
