import { ProgressDialog } from '../components/ProgressDialog'
import { useOpeningStore } from '../stores/openingStore'

/** A file that is being opened. A bundle is checked entry by entry, which can be followed and stopped. */
export function OpeningProgress() {
  const { path, progress, cancel } = useOpeningStore()
  if (path === null) return null
  return (
    <ProgressDialog
      title="Opening the organization"
      progress={progress}
      {...(progress === null ? {} : { cancelHint: 'What is open now stays open.', onCancel: cancel })}
    />
  )
}
