import { bridge } from '../../bridge'
import { Facts } from '../../components/Facts'
import type { OrgInfo } from '../../stores/orgStore'
import { copyFileName, formatBytes } from './fileNames'
import { FileDeedDialog } from './FileDeedDialog'

/** Asks where to and writes a copy of the file while it stays open. */
export function CopyDialog({ org, onClose }: { readonly org: OrgInfo; readonly onClose: () => void }) {
  return (
    <FileDeedDialog
      purpose="save-copy"
      suggestedName={copyFileName(org.name)}
      busyTitle="Saving a copy"
      doneTitle="Copy saved"
      failedTitle="No copy was saved"
      deed={(path) => bridge.call('org.saveCopy', { path })}
      describe={(written) => (
        <Facts
          rows={[
            ['File', written.path],
            ['Size', formatBytes(written.bytes)],
          ]}
        />
      )}
      onClose={onClose}
    />
  )
}
