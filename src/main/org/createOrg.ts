import { existsSync, linkSync, mkdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname } from 'node:path'
import type { Blueprint } from '../../shared/domain/blueprint'
import { done, failed, type Result } from '../../shared/domain/result'
import { storeFailure, type StoreFailure } from '../store/failures'
import { createStore } from '../store/openStore'
import { openBoundFiles } from './keys/boundFiles'
import { signingKey } from './keys/ed25519'
import { openKeyring } from './keys/keyring'
import { fingerprintOf, recoveryWordsFrom } from './keys/recoveryWords'
import { walkLine } from './line/walkLine'
import type { ApplyFailure } from './Org'
import { newStaffId, personalValue, type Sources } from './personalValues'
import { runAtOnce } from './runInSteps'
import { Stopped, writeBatch } from './writeBatch'
import { emptyState } from './stateLayer'

interface NewOrg {
  readonly path: string
  readonly name: string
  readonly blueprint: Blueprint
  readonly owner: { readonly name: string; readonly email: string }
  readonly timeZone: string
  readonly passphrase?: string | undefined
  /** How this desktop is called in the org; left out: its host name. */
  readonly consoleName?: string
  /** Where a sample will lie; its keys come from its seed, so that it stands beside others with the same. */
  readonly sampleAt?: string
}

interface Created {
  readonly orgId: string
  readonly fingerprint: string
  readonly recoveryWords: string[]
}

/**
 * Creates an org file with its first change: blueprint, owner, keys. The file appears under its name only when it is
 * whole, and an existing file is never replaced.
 */
export function createOrg(
  wanted: NewOrg,
  home: string,
  sources: Sources,
): Result<Created, StoreFailure | 'bad-time-zone' | ApplyFailure> {
  if (!isTimeZone(wanted.timeZone)) {
    return failed('bad-time-zone', `“${wanted.timeZone}” is no time zone. Use a name like Europe/Berlin.`)
  }
  if (existsSync(wanted.path)) return fileExists(wanted.path)
  const partial = `${wanted.path}.partial`
  try {
    mkdirSync(dirname(wanted.path), { recursive: true })
    removeDatabase(partial)
    const created = writeFirstChange(partial, wanted, home, sources)
    linkSync(partial, wanted.path)
    return done(created)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return fileExists(wanted.path)
    if (error instanceof Stopped) return { ok: false, error: error.failure }
    return storeFailure(error, wanted.path)
  } finally {
    removeDatabase(partial)
  }
}

function writeFirstChange(path: string, wanted: NewOrg, home: string, sources: Sources): Created {
  const operatorSeed = sources.random(32)
  const consoleSeed = sources.random(32)
  const operator = signingKey(operatorSeed)
  const console = signingKey(consoleSeed)
  const recovery = recoveryWordsFrom(sources.random(16))
  const staffId = newStaffId(sources)
  const name = personalValue(sources, staffId, 'name', wanted.owner.name)
  const email = personalValue(sources, staffId, 'email', wanted.owner.email)
  const values = new Map([name, email].map((value) => [value.hash, value.value]))
  const consoleName = wanted.consoleName ?? hostname()
  const intent = {
    kind: 'org.create' as const,
    body: {
      name: wanted.name,
      timeZone: wanted.timeZone,
      blueprint: wanted.blueprint,
      owner: { staffId, name: { hash: name.hash }, email: { hash: email.hash }, role: wanted.blueprint.roles[0]!.key },
      operator: { publicKey: operator.publicKey, name: consoleName },
      console: { publicKey: console.publicKey, name: consoleName },
      recovery: { publicKey: recovery.key.publicKey },
    },
  }
  const store = createStore(path)
  let orgId: string
  try {
    const batch = {
      orgId: null,
      identity: { staffId, operator, console },
      sources,
      wanted: { intents: [intent], personal: [name, email] },
      walker: walkLine({
        orgId: null,
        state: emptyState(),
        rules: null,
        head: { n: 0, hash: null, settledAtMs: 0 },
        hashOf: () => undefined,
        lastSeqOf: () => 0,
        isSettled: () => false,
        personal: (hash) => values.get(hash),
        ownsState: true,
      }),
      isSettling: true,
    }
    orgId = store.db.transaction(() => runAtOnce(writeBatch(store.db, batch))).item
    const bound = openBoundFiles(home)
    const file = { orgId, path: wanted.sampleAt ?? wanted.path, db: store.db, keys: [operator.id, console.id] }
    if (wanted.sampleAt === undefined) bound.rebind(file)
    else bound.bindBeside(file)
  } finally {
    store.close()
  }
  const keyring = openKeyring(home)
  keyring.keep({ seed: operatorSeed, org: orgId, kind: 'operator', passphrase: wanted.passphrase })
  keyring.keep({ seed: consoleSeed, org: orgId, kind: 'console' })
  return { orgId, fingerprint: fingerprintOf(orgId), recoveryWords: recovery.words }
}

function fileExists(path: string): ReturnType<typeof failed<'file-exists'>> {
  return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
}

/** Removes a database with what SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true })
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
