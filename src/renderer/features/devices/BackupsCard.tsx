import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { bridge } from '../../bridge'
import { Card } from '../../components/Card'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { formatInstant } from '../../words/when'

/** The daily backups of this computer: what each holds, and restoring one to a new file. */
export function BackupsCard() {
  const list = useOperation('backup.list', {})
  const [restored, setRestored] = useState<{ path?: string; problem?: string } | null>(null)
  const restore = async (id: string) => {
    const chosen = await bridge.call('app.chooseFile', {
      purpose: 'save-copy',
      suggestedName: `restored-${id}.rolecall`,
    })
    if (!chosen.ok || chosen.value.path === null) return
    const answer = await bridge.call('backup.restore', { id, to: chosen.value.path })
    setRestored(answer.ok ? { path: answer.value.path } : { problem: answer.error.message })
  }
  return (
    <Card title="Backups">
      <Box sx={{ px: 4, pb: 4, display: 'grid', gap: 3 }}>
        <Box sx={{ color: 'dim' }}>
          Taken once a day when something changed; seven are kept on this computer. Restoring writes a new file and
          replaces nothing.
        </Box>
        {list.failure !== null && <FailureNotice failure={list.failure} onRetry={list.reload} />}
        {list.value === null && list.failure === null && <LoadingLines lines={3} label="Reading the backups" />}
        {list.value?.backups.length === 0 && <Box>There is no backup yet.</Box>}
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
                  <Box sx={{ fontWeight: 600 }}>{formatInstant(takenAtMs)}</Box>
                  <Box sx={{ color: 'dim', fontSize: 12 }}>
                    Entry {revision.n} · {countOf(people, 'person', 'people')} · {countOf(places, 'place')} ·{' '}
                    {changesSince === null
                      ? 'another history than the open one'
                      : changesSince === 0
                        ? 'nothing changed since'
                        : `${countOf(changesSince, 'change')} since`}
                  </Box>
                </Box>
                <Button
                  onClick={() => void restore(id)}
                  aria-label={`Restore the backup of ${formatInstant(takenAtMs)}`}
                >
                  Restore to a new file…
                </Button>
              </Box>
            ))}
          </Box>
        )}
        {restored?.path !== undefined && (
          <Notice tone="ok" isAlert title={`Restored to ${restored.path}`}>
            It opens for reading. To work on in it, use the recovery words under Consoles and keys there.
          </Notice>
        )}
        {restored?.problem !== undefined && <FailureNotice failure={{ message: restored.problem }} />}
      </Box>
    </Card>
  )
}
