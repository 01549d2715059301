import { GetKeyCard } from '../features/devices/GetKeyCard'
import { SyncPage } from '../features/sync/SyncPage'

/** The exchange, with what a desktop without a key needs first. */
export function OrganizationSync() {
  return (
    <SyncPage>
      <GetKeyCard />
    </SyncPage>
  )
}
