import Box from '@mui/material/Box'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { LoadingLines } from '../components/LoadingLines'
import { applyChange } from '../stores/applyChange'
import { useOrgStore } from '../stores/orgStore'
import { useOperation } from '../stores/useOperation'
import { useWhen } from '../stores/useWhen'
import { storyOf, titleOf } from '../words/storyOf'
import { MessageDialog } from '../components/MessageDialog'

/** Ctrl Z: names the newest own item that can be undone, and asks. */
export function UndoDialog({ onClose }: { readonly onClose: () => void }) {
  const when = useWhen()
  const actor = useOrgStore((store) => store.org?.actor ?? null)
  const mode = useOrgStore((store) => store.org?.mode)
  const log = useOperation('log.list', actor === null ? null : { who: actor.staffId, limit: 20 })
  const newest = log.value?.items.find((item) => item.undo.possible)

  if (actor === null || mode === 'read-only') {
    return (
      <MessageDialog
        title="Nothing to undo"
        text="This organization is open read-only, so nothing was changed here."
        onClose={onClose}
      />
    )
  }
  if (log.failure !== null)
    return <MessageDialog title="The history cannot be read" text={log.failure.message} onClose={onClose} />
  if (log.value === null) return <LoadingLines lines={0} label="Reading your latest changes" />
  if (newest === undefined) {
    const blocked = log.value.items[0]
    return (
      <MessageDialog
        title="Nothing to undo"
        text={
          blocked === undefined
            ? 'You have not changed anything yet.'
            : `Your newest change, “${blocked.title}”, cannot be undone: ${blocked.undo.because}`
        }
        onClose={onClose}
      />
    )
  }
  return (
    <ConfirmDialog
      title="Undo your latest change?"
      confirmWord="Undo"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange('change.undo', { item: newest.item }, `Undone: ${storyOf(newest)}.`)
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ fontWeight: 600 }}>{titleOf(newest)}</Box>
      <Box sx={{ color: 'dim' }}>{when.instant(newest.settledAtMs)}</Box>
      {newest.details.slice(0, 4).map((detail) => (
        <div key={detail}>{detail}</div>
      ))}
      <Box sx={{ color: 'dim', mt: 2 }}>Undo is a new change: both stay in the history.</Box>
    </ConfirmDialog>
  )
}
