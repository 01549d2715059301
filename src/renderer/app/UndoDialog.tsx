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
  const { pendingUndo } = log.value
  if (pendingUndo !== null) {
    return (
      <UndoConfirm
        onClose={onClose}
        item={pendingUndo.item}
        story={storyOf({ ...pendingUndo, title: pendingUndo.sentence })}
        title={titleOf({ ...pendingUndo, title: pendingUndo.sentence })}
        when={`${when.instant(pendingUndo.madeAtMs)} · not settled yet`}
        details={[]}
      />
    )
  }
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
    <UndoConfirm
      onClose={onClose}
      item={newest.item}
      story={storyOf(newest)}
      title={titleOf(newest)}
      when={when.instant(newest.settledAtMs)}
      details={newest.details.slice(0, 4)}
    />
  )
}

interface UndoConfirmProps {
  readonly item: string
  /** What was done, as the rest of a sentence and as one of its own. */
  readonly story: string
  readonly title: string
  readonly when: string
  readonly details: readonly string[]
  readonly onClose: () => void
}

function UndoConfirm({ item, story, title, when, details, onClose }: UndoConfirmProps) {
  return (
    <ConfirmDialog
      title="Undo your latest change?"
      confirmWord="Undo"
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange('change.undo', { item }, `Undone: ${story}.`)
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ fontWeight: 600 }}>{title}</Box>
      <Box sx={{ color: 'dim' }}>{when}</Box>
      {details.map((detail) => (
        <div key={detail}>{detail}</div>
      ))}
      <Box sx={{ color: 'dim', mt: 2 }}>Undo is a new change: both stay in the history.</Box>
    </ConfirmDialog>
  )
}
