import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useRef, useState } from 'react'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { useOpeningStore } from '../../stores/openingStore'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { countOf } from '../../words/countOf'

/** The backups of the open organization, or of the one whose file lay at `of`; each can be restored to a new file. */
export function BackupList({ of }: { readonly of?: string }) {
  const when = useWhen()
  const which = of === undefined ? {} : { path: of }
  const list = useOperation('backup.list', which)
  const open = useOpeningStore((store) => store.open)
  const [restored, setRestored] = useState<{ path?: string; problem?: string } | null>(null)
  // The list may end below the window, and what came of it stands under the list.
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (restored !== null) outcome.current?.scrollIntoView({ block: 'nearest' })
  }, [restored])
  const restore = async (id: string) => {
    const chosen = await bridge.call('app.chooseFile', {
      purpose: 'save-copy',
      suggestedName: `restored-${id}.rolecall`,
    })
    if (!chosen.ok) return setRestored({ problem: chosen.error.message })
    if (chosen.value.path === null) return
    const answer = await bridge.call('backup.restore', { ...which, id, to: chosen.value.path })
    setRestored(answer.ok ? { path: answer.value.path } : { problem: answer.error.message })
  }
  return (
    <>
      {list.failure !== null && <FailureNotice failure={list.failure} onRetry={list.reload} />}
      {list.value === null && list.failure === null && <LoadingLines lines={3} label="Reading the backups" />}
      {list.value?.backups.length === 0 && (
        <Box>There is no backup {of === undefined ? 'yet' : 'of this file on this computer'}.</Box>
      )}
      {list.value !== null && list.value.backups.length > 0 && (
        <Box component="ul" aria-label="Backups" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {list.value.backups.map(({ id, takenAtMs, revision, people, places, changesSince }) => (
            <Box
              component="li"
              key={id}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 2,
                py: 1.5,
                borderTop: '1px solid',
                borderColor: 'line',
              }}
            >
              <Box sx={{ minWidth: 0, flex: 1 }}>
                <Box sx={{ fontWeight: 600 }}>{when.instant(takenAtMs)}</Box>
                <Box sx={{ color: 'dim', fontSize: 12 }}>
                  Entry {revision.n} · {countOf(people, 'person', 'people')} · {countOf(places, 'place')}
                  {of === undefined && ` · ${describeSince(changesSince)}`}
                </Box>
              </Box>
              <Button
                onClick={() => void restore(id)}
                aria-label={`Restore to a new file… from ${when.instant(takenAtMs)}`}
              >
                Restore to a new file…
              </Button>
            </Box>
          ))}
        </Box>
      )}
      <Box ref={outcome}>
        {restored?.path !== undefined && (
          <Notice
            tone="ok"
            isAlert
            title={`Restored to ${restored.path}`}
            action={<Button onClick={() => restored.path !== undefined && void open(restored.path)}>Open it</Button>}
          >
            It opens for reading. To work on in it, use the recovery words under Consoles and keys there.
          </Notice>
        )}
        {restored?.problem !== undefined && <FailureNotice failure={{ message: restored.problem }} />}
      </Box>
    </>
  )
}

function describeSince(changesSince: number | null): string {
  if (changesSince === null) return 'another history than the open one'
  return changesSince === 0 ? 'nothing changed since' : `${countOf(changesSince, 'change')} since`
}
