import { bridge } from '../../bridge'
import { Facts } from '../../components/Facts'
import type { OrgInfo } from '../../stores/orgStore'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'
import { countPeople, formatCount } from '../../words/countOf'
import { exportFileName, formatBytes } from './fileNames'
import { FileDeedDialog } from './FileDeedDialog'

/** Asks where to, writes the bundle, and says what is in it. */
export function ExportDialog({ org, onClose }: { readonly org: OrgInfo; readonly onClose: () => void }) {
  return (
    <FileDeedDialog
      purpose="export"
      suggestedName={exportFileName(org.name, useWhen().day(useNow()))}
      busyTitle="Exporting the organization"
      doneTitle="Exported"
      failedTitle="Nothing was exported"
      // The system's dialog has already asked whether an older file may go.
      deed={(path) => bridge.call('org.export', { path, replace: true })}
      describe={(written) => (
        <>
          <p>
            The file holds everything of this organization, the history included. Whoever has it can read it and verify
            it, and cannot change it.
          </p>
          <Facts
            rows={[
              ['File', written.path],
              ['Size', formatBytes(written.bytes)],
              ['Holds', `${countPeople(written.people)}, ${formatCount(written.entries)} entries`],
              ['SHA-256', written.sha256],
            ]}
          />
        </>
      )}
      onClose={onClose}
    />
  )
}
