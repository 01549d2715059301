import PersonAddIcon from '@mui/icons-material/PersonAddAltOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { StaffId } from '../../../shared/domain/ids'
import { FailureNotice } from '../../components/FailureNotice'
import { PageFrame } from '../../components/PageFrame'
import { PageList } from '../../components/PageList'
import { Pager } from '../../components/Pager'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useNow } from '../../stores/useNow'
import { useMayNot } from '../../stores/useMayNot'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { useLate } from '../../stores/useLate'
import { useAnswered } from '../../stores/useAnswered'
import { useOperation } from '../../stores/useOperation'
import { countPeople, formatCount } from '../../words/countOf'
import { AddPeopleDialog } from './AddPeopleDialog'
import { BulkBar } from './BulkBar'
import { InvitationDialog } from './InvitationDialog'
import { PersonPanel } from './PersonPanel'
import { pageSize, staffFilterOf, staffQuery, viewOf, type StaffColumn, type StaffView } from './staffQuery'
import { StaffFilters } from './StaffFilters'
import { StaffMenu } from './StaffMenu'
import { StaffTable } from './StaffTable'
import { useStaffLook } from './useStaffLook'

/** Everybody the actor may see: searched, filtered, paged from the file; one person in detail beside it. */
export function StaffPage() {
  const { route, refine, go } = useRouteStore()
  const [view, setView] = useState<StaffView>(() => viewOf(route.params))
  const [selected, setSelected] = useState<ReadonlySet<StaffId>>(new Set())
  const [isWholeFilter, setWholeFilter] = useState(false)
  const [invitedIds, setInvitedIds] = useState<readonly StaffId[]>([])
  // Who comes from elsewhere to one person goes on with that person.
  const [isTakingFocus, setTakingFocus] = useState(() => route.params['id'] !== undefined)
  const [isAdding, setAdding] = useState(false)
  const counts = useOrgStore((store) => store.org?.counts)
  const mayNotAdd = useMayNot('staff.add')
  const openId = (route.params['id'] ?? null) as StaffId | null

  // A link from elsewhere while this page is open asks for another view; opening a person does not.
  const asked = useMemo(() => {
    const { id: _id, ...rest } = route.params
    return JSON.stringify(rest)
  }, [route.params])
  useEffect(() => {
    if (asked !== '{}') setView(viewOf(JSON.parse(asked) as Record<string, string>))
  }, [asked])

  // Every key asks at once: main answers within a frame or two, and answers that come late are dropped.
  const nowMs = useNow()
  const query = useMemo(() => staffQuery(view, nowMs), [view, nowMs])
  const { columns, isCompact } = useStaffLook()
  const shownColumns = useMemo<readonly StaffColumn[]>(() => ['name', 'email', ...columns], [columns])
  const list = useOperation('staff.list', query)
  const answered = useAnswered(view, list.isLoading)
  const total = list.value?.total ?? 0
  const isNear = list.value?.isNear === true
  const filter = useMemo(() => ({ filter: staffFilterOf(answered, nowMs) }), [answered, nowMs])
  // Names that are only close are no search that could be asked again.
  const near = isNear ? list.value!.rows : null
  const shown = useMemo(() => (near === null ? filter : { ids: near.map(({ id }) => id) }), [near, filter])

  // The panel opens with its person in it, so that the page makes room once. Unread for long, it says that it is reading.
  const person = useOperation('staff.show', openId === null ? null : { staffId: openId })
  const isUnread = openId !== null && person.value === null && person.failure === null
  const isUnreadForLong = useLate(isUnread)
  const besideId = isUnread && !isUnreadForLong ? null : openId

  // INVARIANT (stable hands): what is not about the words of the search does not draw again for every key in its field.
  const choose = useCallback((ids: ReadonlySet<StaffId>) => {
    setSelected((before) => (before.size === 0 && ids.size === 0 ? before : ids))
    setWholeFilter(false)
  }, [])
  const chooseAll = () => {
    setSelected(new Set(list.value?.rows.filter(({ masked }) => !masked).map(({ id }) => id)))
    setWholeFilter(true)
  }
  const change = useCallback(
    (part: Partial<StaffView>) => {
      choose(new Set())
      setView((before) => ({ ...before, page: 0, ...part }))
    },
    [choose],
  )
  const open = useCallback(
    (id: StaffId, byKeyboard = false) => {
      setTakingFocus(byKeyboard)
      refine({ id })
    },
    [refine],
  )
  const add = useCallback(() => setAdding(true), [])
  const turn = useCallback((page: number) => change({ page }), [change])
  const close = useCallback(() => {
    // Back to where the panel was opened from.
    const opener = document.querySelector<HTMLElement>('[role="row"].is-open [data-field="name"]')
    refine({})
    requestAnimationFrame(() => opener?.focus())
  }, [refine])
  const actions = useMemo(
    () => (
      <>
        <StaffMenu shown={shown} columns={shownColumns} onOpen={open} />
        <ReasonedButton disabledBecause={mayNotAdd} startIcon={<UploadIcon />} onClick={() => go('import')}>
          Import file…
        </ReasonedButton>
        <ReasonedButton
          disabledBecause={mayNotAdd}
          variant="contained"
          color="primary"
          startIcon={<PersonAddIcon />}
          onClick={add}
        >
          Add person
        </ReasonedButton>
      </>
    ),
    [shown, shownColumns, open, mayNotAdd, go, add],
  )

  return (
    <PageFrame
      title="Staff"
      sub={
        counts === undefined
          ? ''
          : `${countPeople(counts.people)} · ${formatCount(counts.invited)} invited · ${formatCount(counts.removed)} in Restore`
      }
      actions={actions}
      aside={
        besideId !== null && (
          <PersonPanel
            staffId={besideId}
            shown={person.value}
            failure={person.failure}
            reload={person.reload}
            takesFocus={isTakingFocus}
            onClose={close}
          />
        )
      }
    >
      <Box sx={{ pl: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <StaffFilters
          view={view}
          counts={list.value?.counts ?? null}
          isBesidePanel={openId !== null}
          onChange={change}
        />
        {list.failure !== null && <FailureNotice failure={list.failure} onRetry={list.reload} sx={{ mr: 5, mb: 3 }} />}
        <PageList isBesidePanel={besideId !== null}>
          {selected.size > 0 && (
            <BulkBar
              tab={view.tab}
              who={isWholeFilter ? filter : { ids: [...selected] }}
              count={isWholeFilter ? total : selected.size}
              // Names that are only close are chosen one by one.
              total={isNear ? selected.size : total}
              columns={shownColumns}
              onChooseAll={chooseAll}
              onClear={() => choose(new Set())}
            />
          )}
          {isNear && (
            <Box role="status" sx={{ px: 4, py: 2, color: 'dim', borderBottom: '1px solid', borderColor: 'line' }}>
              Nobody is found by “{answered.search.trim()}” as it is written. These names are close.
            </Box>
          )}
          <StaffTable
            view={answered}
            found={list.value}
            isLoading={list.value === null && list.isLoading}
            openId={openId}
            selected={selected}
            columns={columns}
            isCompact={isCompact}
            onSelect={choose}
            onOpen={open}
            onChange={change}
            onAdd={mayNotAdd === null ? add : null}
          />
          <Pager page={view.page} pageSize={pageSize} total={total} noun="people" one="person" onPage={turn} />
        </PageList>
      </Box>
      {isAdding && (
        <AddPeopleDialog
          onClose={() => setAdding(false)}
          onAdded={(ids, isInvited) => {
            if (isInvited) setInvitedIds(ids)
            else if (ids[0] !== undefined) open(ids[0])
          }}
        />
      )}
      {invitedIds.length > 0 && (
        <InvitationDialog
          ids={invitedIds}
          onClose={() => {
            open(invitedIds[0]!)
            setInvitedIds([])
          }}
        />
      )}
    </PageFrame>
  )
}
