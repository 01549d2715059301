import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { done, failed, type Result } from '../../shared/domain/result'
import { backupFolder, listBackups, restoreBackup } from '../org/backups'
import { openBoundFiles } from '../org/keys/boundFiles'
import type { Org } from '../org/Org'
import { storeFailure } from '../store/failures'
import { findEntryHash } from '../store/queries/log'
import { mayTakeEverythingOut } from './orgHandlers'
import type { DeskHandlers, Session } from './session'

type Handled = Extract<keyof DeskHandlers, `backup.${string}`>

export const backupHandlers: Pick<DeskHandlers, Handled> = {
  'backup.list': (session, { path }) => {
    const found = findOrg(session, path)
    if (!found.ok) return found
    if (found.value === null) return done({ folder: null, backups: [] })
    const { orgId, org } = found.value
    const { home } = session.host
    return done({
      folder: backupFolder(home, orgId),
      backups: listBackups(home, orgId).map(({ id, takenAtMs, bytes, n, head, people, places }) => ({
        id,
        takenAtMs,
        bytes,
        revision: { n, head },
        people,
        places,
        changesSince: org === null || findEntryHash(org.store.db, n) !== head ? null : org.revision().n - n,
      })),
    })
  },

  'backup.restore': (session, { path, id, to }) => {
    const found = findOrg(session, path)
    if (!found.ok) return found
    const target = /\.rolecall$/i.test(to) ? resolve(to) : `${resolve(to)}.rolecall`
    if (existsSync(target)) return fileExists(target)
    try {
      const isRestored = found.value !== null && restoreBackup(session.host.home, found.value.orgId, id, target)
      if (!isRestored) return failed('no-such-backup', 'There is no such backup on this computer.')
      return done({ path: target })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return fileExists(target)
      return storeFailure(error, target)
    }
  },
}

function fileExists(path: string): ReturnType<typeof failed<'file-exists'>> {
  return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
}

/** The organization of the window, or of a file that may not be readable any more. A backup holds everything. */
function findOrg(
  { org, host }: Session,
  path: string | undefined,
): Result<{ orgId: string; org: Org | null } | null, 'not-allowed' | 'no-org-open'> {
  const orgId = path === undefined ? org?.orgId : openBoundFiles(host.home).findOrgAt(resolve(path))
  if (path === undefined && org === null) return failed('no-org-open', 'No organization is open. Open one first.')
  if (orgId === undefined) return done(null)
  const shown = org?.orgId === orgId ? (org.asOf?.today ?? org) : null
  const refusal = shown === null ? null : mayTakeEverythingOut(shown)
  return refusal ?? done({ orgId, org: shown })
}
