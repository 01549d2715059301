import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { whenIn } from '../../shared/domain/whenIn'
import { done, type Failure, type Result } from '../../shared/domain/result'
import type { OperationOutput, OperationResult } from '../../shared/operations/contract'
import type { Org } from '../org/Org'
import type { Watch } from '../org/runInSteps'
import { exchange } from '../sync/exchange'
import { folderTransport } from '../sync/folder/folderTransport'
import { nodeFiles } from '../sync/folder/nodeFiles'
import { allHave } from '../sync/mail/allHave'
import { mailTransport } from '../sync/mail/mailTransport'
import { openZipFiles } from '../sync/mail/zipFiles'
import { readHubUrl } from '../store/hub/hubUrl'
import { countOwnProposals } from '../store/queries/proposals'
import { openHub } from '../sync/hub/openHub'
import type { Transport, TransportFailure } from '../sync/Transport'
import { stopped } from '../sync/Visit'
import { lastGoodMs } from './lastExchange'
import type { Session } from './session'

/** A folder's path, or a hub's URL, with or without its password. */
export interface MeetingPlace {
  readonly kind: 'folder' | 'hub'
  readonly address: string
}

/** Where one exchange goes: a place that may be remembered, or a file for mail. */
export interface ExchangePlace {
  readonly kind: MeetingPlace['kind'] | 'mail'
  readonly address: string
  /** Of a folder in which the organization was: that it is empty now is meant so. */
  readonly beginAnew?: boolean | undefined
}

/** One exchange of the open organization at one place. The window hears how it ended, whoever asked for it. */
export async function exchangeAt(
  session: Session,
  org: Org,
  place: ExchangePlace,
  { job = null, onProgress, isCancelled }: Watch & { readonly job?: string | null } = {},
): Promise<OperationResult<'sync.exchange'>> {
  const ended = await run()
  // Whoever stopped it knows.
  if (!ended.ok && ended.error.code !== 'cancelled') rememberFailure(org, place, ended.error)
  // A window that has gone on to another organization hears nothing of this one.
  if (session.org === org) {
    session.host.emit?.('sync.exchanged', {
      job,
      atMs: org.now(),
      did: ended.ok ? ended.value : null,
      failure: ended.ok ? null : { code: ended.error.code, message: ended.error.message },
      folder: place.kind === 'folder' ? resolve(place.address) : null,
    })
  }
  return ended

  async function run(): Promise<OperationResult<'sync.exchange'>> {
    const abort = new AbortController()
    const looking = setInterval(() => {
      if (isCancelled?.() === true) abort.abort()
    }, cancelLookMs)
    try {
      const done = await runUntil(abort.signal)
      return !done.ok && abort.signal.aborted ? stopped : done
    } finally {
      clearInterval(looking)
    }
  }

  async function runUntil(signal: AbortSignal): Promise<OperationResult<'sync.exchange'>> {
    const transport = await openPlace(session, org, place, signal)
    if (!transport.ok) return transport
    try {
      const exchanged = await exchange(org, transport.value, isCancelled, (phase, count) =>
        onProgress?.(phase, count, 0),
      )
      if (!exchanged.ok) return exchanged
      const { sent, arrived, settled, moved, missing, lacks, ignored } = exchanged.value
      const did: OperationOutput<'sync.exchange'> = {
        sent,
        arrived,
        settled,
        pending: countOwnProposals(org.store.db),
        moved: moved.map(({ item, kind, now, outlook }) => ({ item, kind, now, verdict: outlook.verdict })),
        missing: [...missing],
        lacks: lacks.length,
        ignored,
      }
      return done(did)
    } finally {
      await transport.value.close()
    }
  }
}

/** How soon a place that does not answer is let go of once somebody stops the exchange. */
const cancelLookMs = 100

/** Keeps beside the line that an exchange failed, and when one last went well there. */
function rememberFailure(org: Org, { kind, address }: ExchangePlace, { code, message }: Failure): void {
  const url = kind === 'hub' ? readHubUrl(address) : null
  if (url?.ok === false) return
  const at = url === null ? resolve(address) : url.value.address
  const before = org.line.notes.places().find((row) => row.address === at)
  const goodMs = before === undefined ? null : lastGoodMs(before)
  const outcome = JSON.stringify({ failed: { code, text: message }, lastGoodMs: goodMs })
  org.line.notes.addPlace({ address: at, kind, exchangedAtMs: org.now(), outcome })
}

async function openPlace(
  session: Session,
  org: Org,
  { kind, address, beginAnew = false }: ExchangePlace,
  signal: AbortSignal,
): Promise<Result<Transport, TransportFailure | 'bad-url'>> {
  if (kind === 'hub') return openHub(withPassword(session, address), org.orgId, signal)
  if (kind === 'mail') {
    const zip = await openZipFiles(address)
    return zip.ok ? done(mailTransport(zip.value, org.orgId, allHave(org))) : zip
  }
  const files = nodeFiles(resolve(address))
  const { notes } = org.line
  const marks = {
    has: (mark: string) => notes.hasMark(files.root, mark),
    add: (fresh: readonly string[]) => notes.addMarks(files.root, fresh),
  }
  return done(folderTransport(files, org.orgId, marks, beginAnew ? null : metAt(org, files.root)))
}

/** What is known of former exchanges in a folder, as the end of “although …”; null where there was none. */
function metAt(org: Org, folder: string): string | null {
  const { notes } = org.line
  const row = notes.places().find(({ address }) => address === folder)
  const goodMs = row === undefined ? null : lastGoodMs(row)
  if (goodMs !== null) return `it was exchanged there on ${whenIn(org.state().settings.timeZone).instant(goodMs)}`
  // The first exchange was stopped, or did not come to its end.
  return notes.hasAnyMark(folder) ? 'an exchange was begun there before' : null
}

/** The URL of a hub with the password that is remembered for it. */
export function withPassword({ host, hubPasswords }: Session, address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  if (url.password !== '') return address
  const password = hubPasswords.get(address) ?? host.secrets?.read(secretName(address))
  if (password != null) url.password = password
  return url.href
}

/** Takes the password off a hub's URL and remembers it apart, in this computer's key store where there is one. */
export function keepPassword({ host, hubPasswords }: Session, text: string): string {
  const url = new URL(text)
  const password = decodeURIComponent(url.password)
  url.password = ''
  const address = url.href
  if (password !== '') {
    hubPasswords.set(address, password)
    if (host.secrets?.isAvailable() === true) host.secrets.keep(secretName(address), password)
  }
  return address
}

/** A name that is good for a file, whatever the address holds. */
function secretName(address: string): string {
  return `hub-${createHash('sha256').update(address).digest('hex').slice(0, 32)}`
}
