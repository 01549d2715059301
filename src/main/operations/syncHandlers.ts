import { resolve } from 'node:path'
import { done, type Result } from '../../shared/domain/result'
import type { Applied, ApplyFailure, Org } from '../org/Org'
import { exchange } from '../sync/exchange'
import { folderTransport } from '../sync/folder/folderTransport'
import { nodeFiles } from '../sync/folder/nodeFiles'
import { openHub } from '../sync/hub/openHub'
import type { Transport, TransportFailure } from '../sync/Transport'
import { presentApplied } from './present'
import type { OrgHandlers } from './session'

type Handled = 'sync.exchange' | 'sync.setSequencer'

export const syncHandlers: Pick<OrgHandlers, Handled> = {
  'sync.exchange': (org, { folder, hub, job }, session) =>
    session.watch(job, async ({ isCancelled }) => {
      const transport = await openPlace(org, folder, hub)
      if (!transport.ok) return transport
      try {
        const exchanged = await exchange(org, transport.value, isCancelled)
        if (!exchanged.ok) return exchanged
        const { sent, arrived, settled, moved, missing, lacks, ignored } = exchanged.value
        return done({
          sent,
          arrived,
          settled,
          pending: org.line.pending().length,
          moved: moved.map(({ item, kind, now, outlook }) => ({ item, kind, now, verdict: outlook.verdict })),
          missing: [...missing],
          lacks: lacks.length,
          ignored,
        })
      } finally {
        await transport.value.close()
      }
    }),

  'sync.setSequencer': (org, { to }) => {
    const set = setSequencer(org, to)
    return set.ok ? done(presentApplied(set.value)) : set
  },
}

function openPlace(
  org: Org,
  folder: string | undefined,
  hub: string | undefined,
): Promise<Result<Transport, TransportFailure | 'bad-url'>> {
  if (hub !== undefined) return openHub(hub, org.orgId)
  const files = nodeFiles(resolve(folder!))
  const { notes } = org.line
  const marks = {
    has: (mark: string) => notes.hasMark(files.root, mark),
    add: (fresh: readonly string[]) => notes.addMarks(files.root, fresh),
  }
  return Promise.resolve(done(folderTransport(files, org.orgId, marks)))
}

function setSequencer(org: Org, to: 'registrar' | 'hub'): Result<Applied, ApplyFailure> {
  const from = org.state().settings.sequencer
  return org.apply({ intents: [{ kind: 'sequencer.set', body: { rows: [{ from, to }] } }], personal: [] })
}
