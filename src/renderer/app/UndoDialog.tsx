import Box from '@mui/material/Box'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { LoadingLines } from '../components/LoadingLines'
import { applyChange } from '../stores/applyChange'
import { useOrgStore } from '../stores/orgStore'
import { useOperation } from '../stores/useOperation'
import { useWhen } from '../stores/useWhen'
import { storyOf, titleOf } from '../words/storyOf'
import { MessageDialog } from '../components/MessageDialog'

/** Ctrl Z: names the newest own item that was not undone yet, and asks. */
export function UndoDialog({ onClose }: { readonly onClose: () => void }) {
  const when = useWhen()
  const actor = useOrgStore((store) => store.org?.actor ?? null)
  const mode = useOrgStore((store) => store.org?.mode)
  const found = useOperation('change.undoable', actor === null ? null : {})

  if (actor === null || mode === 'read-only') {
    return (
      <MessageDialog
        title="Nothing to undo"
        text="This organization is open read-only, so nothing was changed here."
        onClose={onClose}
      />
    )
  }
  if (found.failure !== null)
    return <MessageDialog title="The history cannot be read" text={found.failure.message} onClose={onClose} />
  if (found.value === null) return <LoadingLines lines={0} label="Reading your latest change" />
  const { pending, settled } = found.value
  if (pending !== null) {
    return (
      <UndoConfirm
        onClose={onClose}
        item={pending.item}
        story={storyOf({ ...pending, title: pending.sentence })}
        title={titleOf({ ...pending, title: pending.sentence })}
        when={`${when.instant(pending.madeAtMs)} · not settled yet`}
        details={[]}
      />
    )
  }
  if (settled === null) {
    return <MessageDialog title="Nothing to undo" text="There is no change of yours to take back." onClose={onClose} />
  }
  if (!settled.undo.possible) {
    return (
      <MessageDialog
        title="This cannot be undone"
        text={`Your latest change, “${settled.title}”, cannot be undone: ${settled.undo.because} What you did before it can be taken back in the history.`}
        onClose={onClose}
      />
    )
  }
  return (
    <UndoConfirm
      onClose={onClose}
      item={settled.item}
      story={storyOf(settled)}
      title={titleOf(settled)}
      when={when.instant(settled.settledAtMs)}
      details={settled.details.slice(0, 4)}
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
