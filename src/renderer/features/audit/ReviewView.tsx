import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useRef, useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterMenu } from '../../components/FilterMenu'
import { Kbd } from '../../components/Kbd'
import { ListFrame } from '../../components/ListFrame'
import { LoadingLines } from '../../components/LoadingLines'
import { MeterBar } from '../../components/MeterBar'
import { Notice } from '../../components/Notice'
import { Pager } from '../../components/Pager'
import { ProgressDialog } from '../../components/ProgressDialog'
import { SearchBox } from '../../components/SearchBox'
import { useDebounced } from '../../components/useDebounced'
import { applyChange, applyOrSay } from '../../stores/applyChange'
import { useOrgStore } from '../../stores/orgStore'
import { useJob } from '../../stores/useJob'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { countPeople, formatCount } from '../../words/countOf'
import { ReportDialog } from './ReportDialog'
import { ReviewEditsDialog } from './ReviewEditsDialog'
import { type Decision, ReviewRow } from './ReviewRow'

type Row = OperationOutput<'review.people'>['rows'][number]
const onlyNames = {
  undecided: 'Undecided',
  changed: 'Changed since the last review',
  keep: 'Keep',
  remove: 'Remove',
  ask: 'Ask',
} as const
type Only = keyof typeof onlyNames

const pageSize = 100
const decisionByKey: Readonly<Record<string, Decision>> = { k: 'keep', r: 'remove', a: 'ask' }
const words: Readonly<Record<Decision, string>> = { keep: 'Keep', remove: 'Remove', ask: 'Ask' }

interface ReviewViewProps {
  readonly reviewKey: string
  readonly onBack: () => void
}

/** One access review: how far it is, the people as frozen, and what is decided about each. Acts on nobody. */
export function ReviewView({ reviewKey: key, onBack }: ReviewViewProps) {
  const when = useWhen()
  const canEdit = useOrgStore((store) => store.org?.mode === 'edit')
  const [only, setOnly] = useState<readonly Only[]>([])
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(0)
  const [current, setCurrent] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ row: Row; decision: Decision } | null>(null)
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<'all' | 'finish' | 'discard' | 'edits' | 'report' | null>(null)
  const [bulk, setBulk] = useState<Decision>('keep')
  const list = useRef<HTMLUListElement>(null)
  const { job, start, end, cancel } = useJob()
  const wordsNow = useDebounced(search, 200)
  const filter = { only: only[0] ?? ('all' as const), search: wordsNow }
  const review = useOperation('review.read', { key })
  const people = useOperation('review.people', { key, ...filter, offset: page * pageSize, limit: pageSize })
  const rows = people.value?.rows ?? []
  const head = review.value
  const isOpen = head?.finishedAtMs === null && canEdit
  const focusable = rows.some(({ staffId }) => staffId === current) ? current : (rows[0]?.staffId ?? null)
  const close = () => setShown(null)

  const moveTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (row === undefined) return
    setCurrent(row.staffId)
    list.current?.querySelector<HTMLElement>(`[data-person="${row.staffId}"]`)?.focus()
  }
  const decide = (row: Row, decision: Decision) => {
    if (row.isSelf) {
      setReason(row.reason ?? '')
      setAsked({ row, decision })
      return
    }
    const next = row.decision === decision ? null : decision
    const text = next === null ? 'Undecided again.' : `${words[decision]}: ${row.name ?? 'a purged person'}.`
    void applyOrSay('review.decide', { key, who: { ids: [row.staffId] }, decision: next }, text)
  }
  const onKeyDown = (event: React.KeyboardEvent, row: Row, index: number) => {
    if (event.target !== event.currentTarget && event.key.startsWith('Arrow') === false) return
    const deeds: Record<string, () => void> = {
      ArrowDown: () => moveTo(index + 1),
      ArrowUp: () => moveTo(index - 1),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
    }
    const decision = decisionByKey[event.key.toLowerCase()]
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const deed = deeds[event.key] ?? (isOpen && isPlain && decision ? () => decide(row, decision) : undefined)
    if (deed === undefined) return
    event.preventDefault()
    event.stopPropagation()
    deed()
  }

  if (review.failure !== null) {
    return <FailureNotice failure={review.failure} onRetry={review.reload} />
  }
  if (head === null) return <LoadingLines lines={8} height={44} label="Reading the access review" />
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', mb: 2.5, flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1, minWidth: 320 }}>
          <Box component="h2" sx={{ m: 0, fontSize: 15, fontWeight: 650 }}>
            {head.name}
          </Box>
          <Box sx={{ color: 'dim' }}>
            {head.scopeText} · frozen {when.day(head.startedAtMs)} after entry {formatCount(head.n)} by {head.startedBy}
            {head.isWhole ? '' : ' · holds only people whom they could see in full'}
          </Box>
        </Box>
        <Button onClick={onBack}>All reviews</Button>
        <Button onClick={() => setShown('report')}>Save the result…</Button>
        {head.remove > 0 && <Button onClick={() => setShown('edits')}>Staged edits…</Button>}
        {isOpen && <Button onClick={() => setShown('discard')}>Discard…</Button>}
        {isOpen && (
          <Button variant="contained" color="primary" onClick={() => setShown('finish')}>
            Finish…
          </Button>
        )}
      </Box>
      {head.finishedAtMs !== null && (
        <Notice tone="ok" sx={{ mb: 2.5 }}>
          Finished {when.day(head.finishedAtMs)} by {head.finishedBy}. The decisions stay as they are.
        </Notice>
      )}
      {head.finishedAtMs === null && !canEdit && (
        <Notice tone="info" sx={{ mb: 2.5 }}>
          This organization is open for reading only: decisions are shown and cannot be made.
        </Notice>
      )}
      <Box sx={{ mb: 2.5 }}>
        <Box role="status" sx={{ mb: 1, fontVariantNumeric: 'tabular-nums' }}>
          {formatCount(head.decided)} of {formatCount(head.people)} decided · {formatCount(head.keep)} keep ·{' '}
          {formatCount(head.remove)} remove · {formatCount(head.ask)} ask
        </Box>
        <MeterBar value={head.decided} max={head.people} color="brand" />
      </Box>
      <Box sx={{ display: 'flex', gap: 2, mb: 2.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <FilterMenu
          label="Show"
          isSingle
          options={(Object.keys(onlyNames) as Only[]).map((value) => ({ value, label: onlyNames[value] }))}
          chosen={only}
          onChange={(next) => {
            setOnly(next)
            setPage(0)
          }}
        />
        {isOpen && (people.value?.total ?? 0) > 0 && (
          <>
            <Box sx={{ color: 'dim', ml: 2 }}>All {formatCount(people.value?.total ?? 0)} shown:</Box>
            {(['keep', 'remove', 'ask'] as const).map((decision) => (
              <Button
                key={decision}
                aria-label={`All shown: ${words[decision].toLowerCase()}`}
                sx={{ py: '2px' }}
                onClick={() => {
                  setBulk(decision)
                  setReason('')
                  setShown('all')
                }}
              >
                {words[decision]}…
              </Button>
            ))}
          </>
        )}
        <Box sx={{ flex: 1 }} />
        {isOpen && (
          <Box sx={{ color: 'dim', fontSize: 12 }}>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> go along · <Kbd>K</Kbd> keep · <Kbd>R</Kbd> remove · <Kbd>A</Kbd> ask
          </Box>
        )}
        <SearchBox
          label="Search people"
          value={search}
          onChange={(text) => {
            setSearch(text)
            setPage(0)
          }}
        />
      </Box>
      {people.failure !== null && <FailureNotice failure={people.failure} onRetry={people.reload} sx={{ mb: 3 }} />}
      <ListFrame>
        <Box
          component="ul"
          ref={list}
          aria-label="People of the review"
          sx={{ flex: 1, overflow: 'auto', listStyle: 'none', m: 0, p: 0 }}
        >
          {people.value === null && people.failure === null && (
            <LoadingLines lines={8} height={44} label="Reading the people" />
          )}
          {rows.map((row, index) => (
            <ReviewRow
              key={row.staffId}
              row={row}
              canDecide={isOpen}
              isCurrent={row.staffId === focusable}
              onFocus={() => setCurrent(row.staffId)}
              onKeyDown={(event) => onKeyDown(event, row, index)}
              onDecide={(decision) => decide(row, decision)}
            />
          ))}
        </Box>
        {people.value?.total === 0 && <EmptyState title="Nobody fits the filters" />}
        <Pager
          page={page}
          pageSize={pageSize}
          total={people.value?.total ?? 0}
          noun="people"
          one="person"
          onPage={setPage}
        />
      </ListFrame>
      {asked !== null && (
        <ConfirmDialog
          title={`${words[asked.decision]}: your own row`}
          confirmWord={words[asked.decision]}
          startsInField
          onClose={() => setAsked(null)}
          onConfirm={async () => {
            const who = { ids: [asked.row.staffId] }
            const input = { key, who, decision: asked.decision, reason }
            const answer = await applyChange('review.decide', input, `${words[asked.decision]}: your own row.`)
            return answer.ok ? null : answer.error
          }}
        >
          <ReasonField label="Why" reason={reason} onChange={setReason} />
        </ConfirmDialog>
      )}
      {shown === 'all' && (
        <ConfirmDialog
          title={`${words[bulk]}: ${countPeople(people.value?.total ?? 0)}`}
          confirmWord={words[bulk]}
          startsInField
          onClose={close}
          onConfirm={async () => {
            const input = { key, who: { filter }, decision: bulk, ...(reason === '' ? {} : { reason }), job: start() }
            const answer = await applyChange('review.decide', input, `${words[bulk]}: everyone shown.`)
            end()
            return answer.ok ? null : answer.error
          }}
        >
          <Box sx={{ mb: 3 }}>Without a reason, your own row is left out. Nobody loses anything by it.</Box>
          <ReasonField label="Why (may be left empty)" reason={reason} onChange={setReason} />
        </ConfirmDialog>
      )}
      {shown === 'finish' && (
        <ConfirmDialog
          title="Finish this review"
          confirmWord={head.decided < head.people ? 'Finish with undecided people' : 'Finish'}
          onClose={close}
          onConfirm={async () => {
            const input = { key, withUndecided: head.decided < head.people }
            const answer = await applyChange('review.finish', input, 'Finished.')
            return answer.ok ? null : answer.error
          }}
        >
          {head.decided < head.people && `${countPeople(head.people - head.decided)} undecided: the result says so. `}
          Decisions can no longer be changed. Removals stay staged until somebody makes them.
        </ConfirmDialog>
      )}
      {shown === 'discard' && (
        <ConfirmDialog
          title="Discard this review"
          confirmWord="Discard"
          isDangerous
          onClose={close}
          onConfirm={async () => {
            const answer = await applyChange('review.discard', { key, job: start() }, 'Discarded.')
            end()
            if (answer.ok) onBack()
            return answer.ok ? null : answer.error
          }}
        >
          What is frozen and decided is struck out. The history still has it.
        </ConfirmDialog>
      )}
      {job !== null && (
        <ProgressDialog
          title="Writing the decisions down"
          progress={job.progress}
          cancelHint="Stopping changes nothing."
          onCancel={cancel}
          appearsAfterMs={700}
        />
      )}
      {shown === 'edits' && <ReviewEditsDialog reviewKey={key} onClose={close} />}
      {shown === 'report' && (
        <ReportDialog kind="review" title={head.name} filter={{ review: key }} people={head.people} onClose={close} />
      )}
    </>
  )
}

interface ReasonFieldProps {
  readonly label: string
  readonly reason: string
  readonly onChange: (reason: string) => void
}

function ReasonField({ label, reason, onChange }: ReasonFieldProps) {
  return (
    <TextField
      autoFocus
      fullWidth
      label={label}
      value={reason}
      onChange={(event) => onChange(event.target.value)}
      helperText="Kept with the organization for good. Name nobody in it."
      sx={{ mt: 1 }}
    />
  )
}
