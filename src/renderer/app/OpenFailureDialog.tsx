import { FailureNotice } from '../components/FailureNotice'
import { MessageDialog } from '../components/MessageDialog'
import { Rescue } from '../features/devices/Rescue'
import { useOpeningStore } from '../stores/openingStore'

/** A file that could not be opened while another organization is. That one stays open. */
export function OpenFailureDialog() {
  const { failed, clear } = useOpeningStore()
  if (failed === null) return null
  return (
    <MessageDialog
      title="The file was not opened"
      text={
        <>
          <FailureNotice failure={failed.failure} />
          <Rescue {...failed} />
        </>
      }
      onClose={clear}
    />
  )
}
