import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../shared/domain/result'
import { fillStore } from '../store/fillStore'
import { createMemoryStore } from '../store/openStore'
import { storeFailure, type StoreFailure } from '../store/failures'
import { openOrg } from '../org/openOrg'
import type { Org } from '../org/Org'
import type { Sources } from '../org/personalValues'
import { runInSteps, type Watch } from '../org/runInSteps'
import { readBundle, writeBundle } from './bundle'

/** Opens an exported bundle for reading, without an identity, on any machine. Every hash and signature is checked first. */
export async function openBundle(
  path: string,
  sources: Sources,
  watch: Watch = {},
): Promise<Result<Org, StoreFailure | 'bad-bundle' | 'cancelled'>> {
  const fileName = basename(path)
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return storeFailure(error, path)
  }
  const bundle = readBundle(bytes, fileName)
  if (!bundle.ok) return bundle
  const store = createMemoryStore(path)
  const steps = fillStore(store.db, writeBundle(bundle.value, store.db, fileName))
  const written = await runInSteps(steps, watch, 'Checking entries', bundle.value.log.length)
  if (written === undefined || !written.value.ok) store.close()
  if (written === undefined) return stopped
  if (!written.value.ok) return written.value
  const { orgId, state, rules } = written.value.value
  const readOnlyBecause = `This is an export of ${bundle.value.exportedAt.slice(0, 10)}, opened for reading only.`
  return done(openOrg({ store, kind: 'bundle', orgId, state, rules, identity: null, readOnlyBecause, sources }))
}

const stopped = failed('cancelled', 'Stopped. The file was left as it is.')
