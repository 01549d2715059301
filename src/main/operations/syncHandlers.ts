import { resolve } from 'node:path'
import { done } from '../../shared/domain/result'
import { exchange } from '../sync/exchange'
import { folderTransport } from '../sync/folder/folderTransport'
import { nodeFiles } from '../sync/folder/nodeFiles'
import type { OrgHandlers } from './session'

export const syncHandlers: Pick<OrgHandlers, 'sync.exchange'> = {
  'sync.exchange': (org, { folder, job }, session) =>
    session.watch(job, async ({ isCancelled }) => {
      const exchanged = await exchange(org, folderTransport(nodeFiles(resolve(folder)), org.orgId), isCancelled)
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
    }),
}
