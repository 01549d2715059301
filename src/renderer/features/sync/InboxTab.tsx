import InboxIcon from '@mui/icons-material/InboxOutlined'
import Box from '@mui/material/Box'
import { useEffect, useRef, useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { Kbd } from '../../components/Kbd'
import { LoadingLines } from '../../components/LoadingLines'
import { Pager } from '../../components/Pager'
import { PillSwitch } from '../../components/PillSwitch'
import { applyOrSay } from '../../stores/applyChange'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { AcceptDialog } from './AcceptDialog'
import { InboxGroup } from './InboxGroup'
import { wayToEdit } from './wayToEdit'

export type Group = OperationOutput<'inbox.list'>['groups'][number]
export type Item = Group['items'][number]

const pageSize = 20

/** What was held or refused when it was settled, by cause, and what can be done about it. */
export function InboxTab() {
  const canEdit = useOrgStore((store) => store.org?.mode === 'edit')
  const whyNot = useOrgStore(({ org }) =>
    org?.mode === 'edit' ? null : (org?.readOnlyBecause ?? 'This organization is open for reading only.'),
  )
  const { route, go } = useRouteStore()
  const [showsClosed, setShowsClosed] = useState(false)
  const [page, setPage] = useState(0)
  const [accepting, setAccepting] = useState<Item | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const { value, failure, reload } = useOperation('inbox.list', {
    state: showsClosed ? 'closed' : 'open',
    offset: page * pageSize,
    limit: pageSize,
  })

  const shown = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-inbox-item]') ?? [])]
  const focusItem = (from: Element, by: number) => {
    const items = shown()
    items[items.findIndex((item) => item === from) + by]?.focus()
  }
  // Who followed a link to the inbox is at its first item, and after a deed at the item that moved up.
  const place = useRef<number | null>(null)
  const arrivedBy = useRef<typeof route | null>(null)
  useEffect(() => {
    if (value === null) return
    const isLed = route.params['at'] === 'first' && arrivedBy.current !== route
    if (isLed) {
      arrivedBy.current = route
      place.current = 0
    }
    if (place.current === null || accepting !== null) return
    if (!isLed && document.activeElement !== document.body) return
    const items = shown()
    items[Math.min(Math.max(place.current, 0), items.length - 1)]?.focus()
  }, [route, value, accepting])
  const dismiss = (items: readonly Item[]) => {
    const text = items.length === 1 ? 'Dismissed.' : `${items.length} dismissed.`
    void applyOrSay('inbox.dismiss', { changes: items.map(({ change }) => change) }, text)
  }
  const edit = (item: Item) => {
    const way = wayToEdit(item)
    if (way !== null) go(way.page, way.params)
  }
  const onKeyDown = (event: React.KeyboardEvent, item: Item) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const isOpen = canEdit && item.closed === null
    const deeds: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => focusItem(event.currentTarget, 1),
      ArrowUp: () => focusItem(event.currentTarget, -1),
      a: isOpen ? () => setAccepting(item) : undefined,
      d: isOpen ? () => dismiss([item]) : undefined,
      e: () => edit(item),
    }
    const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (deed === undefined) return
    event.preventDefault()
    event.stopPropagation()
    deed()
  }

  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <PillSwitch
          label="Show what is done"
          isOn={showsClosed}
          onChange={(isOn) => {
            setShowsClosed(isOn)
            setPage(0)
          }}
        />
        <Box sx={{ flex: 1 }} />
        {(value?.groups.length ?? 0) > 0 && (
          <Box sx={{ color: 'dim', fontSize: 12 }}>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> go along
            {canEdit && !showsClosed && (
              <>
                {' '}
                · <Kbd>A</Kbd> accept · <Kbd>D</Kbd> dismiss
              </>
            )}{' '}
            · <Kbd>E</Kbd> edit
          </Box>
        )}
      </Box>
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} />}
      {value === null && failure === null && <LoadingLines lines={5} height={44} label="Reading the inbox" />}
      {value?.groups.length === 0 && (
        <EmptyState
          icon={<InboxIcon fontSize="inherit" />}
          title={showsClosed ? 'Nothing was accepted or dismissed yet' : 'The inbox is empty'}
          text="Edits that met another one, or that their author might not make any more, wait here. Nothing is overwritten silently."
        />
      )}
      <Box
        component="ul"
        ref={list}
        aria-label="Inbox"
        onFocus={(event: React.FocusEvent) => {
          place.current = shown().findIndex((item) => item.contains(event.target))
        }}
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3.5 }}
      >
        {value?.groups.map((group) => (
          <InboxGroup
            key={group.id}
            group={group}
            whyNot={whyNot}
            onKeyDown={onKeyDown}
            onAccept={setAccepting}
            onDismiss={dismiss}
            onEdit={edit}
          />
        ))}
      </Box>
      {(value?.totalGroups ?? 0) > pageSize && (
        <Pager page={page} pageSize={pageSize} total={value?.totalGroups ?? 0} noun="causes" onPage={setPage} />
      )}
      {accepting !== null && <AcceptDialog item={accepting} onClose={() => setAccepting(null)} />}
    </>
  )
}
