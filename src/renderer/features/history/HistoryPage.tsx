import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMemo, useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterMenu } from '../../components/FilterMenu'
import { ListFrame } from '../../components/ListFrame'
import { LetterAvatar } from '../../components/LetterAvatar'
import { LoadingLines } from '../../components/LoadingLines'
import { PageFrame } from '../../components/PageFrame'
import { PendingLine } from '../../components/PendingLine'
import { Pager } from '../../components/Pager'
import { PillSwitch } from '../../components/PillSwitch'
import { useOrgStore } from '../../stores/orgStore'
import { useOperation } from '../../stores/useOperation'
import { useWhen, useZoneWords } from '../../stores/useWhen'
import { countOf } from '../../words/countOf'
import { initials } from '../../words/initials'
import { storyOf } from '../../words/storyOf'
import { HistoryItemRow } from './HistoryItemRow'
import { historyKinds, historySpans, sinceOf, type HistorySpan } from './historyKinds'
import { useNow } from '../../stores/useNow'

const pageSize = 100

/** Everything that was done, newest first, with who, when, why, and *Undo*. */
export function HistoryPage() {
  const actor = useOrgStore((store) => store.org?.actor ?? null)
  const nowMs = useNow()
  const when = useWhen()
  const [kind, setKind] = useState<string | null>(null)
  const [span, setSpan] = useState<HistorySpan | null>(null)
  const [isMine, setMine] = useState(false)
  const [page, setPage] = useState(0)

  const query = useMemo(
    () => ({
      ...(kind === null ? {} : { kind }),
      ...(span === null ? {} : { sinceMs: sinceOf(span, nowMs) }),
      ...(isMine && actor !== null ? { who: actor.staffId as StaffId } : {}),
      offset: page * pageSize,
      limit: pageSize,
    }),
    [kind, span, isMine, actor, page, nowMs],
  )
  const log = useOperation('log.list', query)
  const zone = useZoneWords()
  const isNarrowed = kind !== null || span !== null || isMine
  const narrow = (change: () => void) => {
    change()
    setPage(0)
  }

  return (
    <PageFrame
      title="History"
      sub={
        log.value === null
          ? ''
          : `${countOf(log.value.total, 'change')}${pendingWords(log.value.pending.total)}, newest first. Undo is a change too: nothing is taken out.${zone === '' ? '' : ` All ${zone}.`}`
      }
    >
      <Box sx={{ px: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Box sx={{ display: 'flex', gap: 2, mb: 2.5, flexWrap: 'wrap' }}>
          <FilterMenu
            label="Kind"
            isSingle
            options={historyKinds}
            chosen={kind === null ? [] : [kind]}
            onChange={([next]) => narrow(() => setKind(next ?? null))}
          />
          <FilterMenu
            label="When"
            isSingle
            options={historySpans}
            chosen={span === null ? [] : [span]}
            onChange={([next]) => narrow(() => setSpan(next ?? null))}
          />
          {actor !== null && (
            <PillSwitch label="Only mine" isOn={isMine} onChange={(isOn) => narrow(() => setMine(isOn))} />
          )}
        </Box>
        {log.failure !== null && <FailureNotice failure={log.failure} onRetry={log.reload} sx={{ mb: 3 }} />}
        <ListFrame sx={{ borderBottom: 0, borderRadius: '12px 12px 0 0' }}>
          <Box
            component="ol"
            aria-label="History"
            tabIndex={0}
            sx={{ flex: 1, overflow: 'auto', listStyle: 'none', m: 0, p: 0, '&:focus-visible': { outlineOffset: -2 } }}
          >
            {log.value === null && log.failure === null && <LoadingLines lines={10} label="Reading the history" />}
            {log.value?.pending.items.map((one) => (
              <PendingLine
                key={one.item}
                avatar={<LetterAvatar letters={initials(one.by.name)} rank={2} of={7} />}
                title={
                  <>
                    <Box component="span" sx={{ fontWeight: 600 }}>
                      {one.by.name}
                    </Box>{' '}
                    {storyOf({ ...one, title: one.sentence })}
                  </>
                }
                verdict={one.verdict}
                because={one.because}
                when={when.short(one.madeAtMs, nowMs)}
                whenTitle={when.instant(one.madeAtMs)}
              />
            ))}
            {log.value?.items.map((item) => (
              <HistoryItemRow key={item.item} item={item} />
            ))}
            {log.value?.items.length === 0 && log.value.pending.total === 0 && (
              <EmptyState
                icon={<HistoryIcon fontSize="inherit" />}
                title={isNarrowed ? 'Nothing fits the filters' : 'Nothing happened yet'}
                action={
                  isNarrowed && (
                    <Button
                      onClick={() =>
                        narrow(() => {
                          setKind(null)
                          setSpan(null)
                          setMine(false)
                        })
                      }
                    >
                      Clear the filters
                    </Button>
                  )
                }
              />
            )}
          </Box>
          <Pager page={page} pageSize={pageSize} total={log.value?.total ?? 0} noun="changes" onPage={setPage} />
        </ListFrame>
      </Box>
    </PageFrame>
  )
}

function pendingWords(total: number): string {
  return total === 0 ? '' : ` and ${total.toLocaleString('en')} pending`
}
