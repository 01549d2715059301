import SyncIcon from '@mui/icons-material/SyncOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type ReactNode, useEffect, useState } from 'react'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { PageFrame } from '../../components/PageFrame'
import { PillTabs } from '../../components/PillTabs'
import { useExchangeStore } from '../../stores/exchangeStore'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { useZoneWords } from '../../stores/useWhen'
import { countOf, formatCount } from '../../words/countOf'
import { ArrivedTab } from './ArrivedTab'
import { ConsolesAside } from './ConsolesAside'
import { ExchangeNotice } from './ExchangeNotice'
import { FirstMeeting } from './FirstMeeting'
import { InboxTab } from './InboxTab'
import { MailDialog } from './MailDialog'
import { PendingTab } from './PendingTab'
import { PlaceDialog } from './PlaceDialog'
import { callPlace } from './placeWords'

const tabNames = ['inbox', 'arrived', 'pending'] as const
type Tab = (typeof tabNames)[number]

/** Working apart and meeting again: where this console stands, what waits, and the inbox. `children` stand on top. */
export function SyncPage({ children }: { readonly children?: ReactNode }) {
  const org = useOrgStore((store) => store.org)
  const { route, refine } = useRouteStore()
  const { job, last, exchange } = useExchangeStore()
  const [isChoosing, setChoosing] = useState(false)
  const [isMailing, setMailing] = useState(false)
  const status = useOperation('sync.status', {})
  const where = useOperation('sync.place', {})
  const { reload } = status
  // An exchange that changed nothing in the organization still says who was heard from.
  useEffect(() => reload(), [last, reload])
  const zone = useZoneWords()
  if (org === null) return null

  const place = where.value?.place ?? null
  const isPlaceKnown = where.value !== null || where.failure !== null
  const tab: Tab = tabNames.find((name) => name === route.params['tab']) ?? 'inbox'
  const { value } = status
  const exchangeNow = () => {
    if (place === null) setChoosing(true)
    else void exchange(place)
  }
  const sub = [
    place === null ? 'No meeting place yet' : `Meets in ${callPlace(place)}`,
    value === null ? '' : `settled up to entry ${formatCount(value.head.n)}`,
    value === null || org.actor === null ? '' : pendingWords(value.pending.total),
    zone,
  ]
  // What the last exchange met stands above already, with what to do.
  const told = last?.failure?.message
  const warnings = (value?.warnings ?? []).filter((warning) => told === undefined || !warning.includes(told))
  const tabs = [
    { value: 'inbox', label: 'Inbox', count: value === null ? undefined : formatCount(value.inbox) },
    {
      value: 'arrived',
      label: 'Arrived since yesterday',
      count: value === null ? undefined : formatCount(value.arrived.total),
    },
    { value: 'pending', label: 'Pending', count: value === null ? undefined : formatCount(value.pending.total) },
  ] as const

  return (
    <PageFrame
      title="Exchange"
      sub={sub.filter((part) => part !== '').join(' · ')}
      actions={
        org.kind === 'org' && (
          <>
            <Button disabled={job !== null} onClick={() => setMailing(true)}>
              By mail…
            </Button>
            <Button onClick={() => setChoosing(true)}>Where to meet…</Button>
            <Button
              variant="contained"
              color="primary"
              startIcon={<SyncIcon />}
              disabled={job !== null || !isPlaceKnown}
              onClick={exchangeNow}
            >
              Exchange now
            </Button>
          </>
        )
      }
      aside={value === null ? undefined : <ConsolesAside status={value} place={where.value} onSaved={where.reload} />}
    >
      <Box sx={{ flex: 1, overflow: 'auto', px: '22px', py: 4.5, display: 'grid', gap: 3.5, alignContent: 'start' }}>
        {children}
        <ExchangeNotice />
        {status.failure !== null && <FailureNotice failure={status.failure} onRetry={status.reload} />}
        {warnings.map((warning) => (
          <Notice key={warning} tone={warning === value?.halt?.text ? 'bad' : 'warn'}>
            {warning}
          </Notice>
        ))}
        {where.value?.place === null && org.kind === 'org' && (
          <FirstMeeting
            onFolder={where.reload}
            onHub={() => setChoosing(true)}
            onMail={() => setMailing(true)}
            isAlone={org.actor !== null && (value?.consoles.length ?? 0) < 2}
          />
        )}
        <PillTabs label="Exchange" tabs={tabs} chosen={tab} onChange={(next) => refine({ tab: next })} />
        {value === null && status.failure === null && (
          <LoadingLines lines={6} label="Reading where this console stands" />
        )}
        {tab === 'inbox' && <InboxTab />}
        {tab === 'arrived' && value !== null && <ArrivedTab arrived={value.arrived} />}
        {tab === 'pending' && value !== null && <PendingTab pending={value.pending} settles={value.settles.text} />}
      </Box>
      {isMailing && <MailDialog onClose={() => setMailing(false)} />}
      {isChoosing && (
        <PlaceDialog
          place={place}
          onClose={() => {
            setChoosing(false)
            where.reload()
          }}
        />
      )}
    </PageFrame>
  )
}

function pendingWords(total: number): string {
  return total === 0 ? 'nothing pending' : `${countOf(total, 'change')} pending`
}
