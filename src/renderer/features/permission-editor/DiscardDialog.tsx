import { ConfirmDialog } from '../../components/ConfirmDialog'
import { useDraftStore } from '../../stores/draftStore'
import { countOf } from '../../words/countOf'

export function DiscardDialog({ count, onClose }: { readonly count: number; readonly onClose: () => void }) {
  const discard = useDraftStore((store) => store.discard)
  return (
    <ConfirmDialog
      title={`Discard ${countOf(count, 'staged edit')}?`}
      confirmWord="Discard"
      onClose={onClose}
      onConfirm={async () => {
        discard()
        return null
      }}
    >
      Nothing was applied, so the organization stays as it is.
    </ConfirmDialog>
  )
}
