import { parseKeyId, parseStaffId } from '../../../shared/domain/ids'
import { parsePersonalValue } from '../../../shared/domain/change'
import { done, failed, type Result } from '../../../shared/domain/result'
import { readEntry, recordId } from '../../org/record'
import { askHub, connectHub, type HubConnection, type Query } from '../../store/hub/hubConnection'
import type { HubFailure } from '../../store/hub/hubFailure'
import {
  addHubOrg,
  addHubProposals,
  appendHubEntries,
  type HubEntry,
  listHubProposals,
  ownsHub,
  readHubEnd,
  readHubEntries,
  readHubEntry,
  readHubProposals,
} from '../../store/hub/hubLine'
import {
  addHubPersonal,
  claimHubKey,
  eraseHubPersonal,
  readHubGreetings,
  readHubPersonal,
  writeHubGreeting,
} from '../../store/hub/hubPeople'
import { hintChannel } from '../../store/hub/listenHub'
import { checkHub } from '../../store/hub/prepareHub'
import { readHubUrl } from '../../store/hub/hubUrl'
import type { SettledBytes } from '../../org/replay'
import type { Transport, TransportFailure } from '../Transport'

/**
 * Opens the hub at a URL for one organization. The connection is made at once and again whenever it broke, until `signal`
 * ends it: a question to a hub that does not answer is not waited for.
 */
export async function openHub(
  url: string,
  orgId: string,
  signal?: AbortSignal,
): Promise<Result<Transport, TransportFailure | 'bad-url'>> {
  const read = readHubUrl(url)
  if (!read.ok) return read
  const hub = connectHub(read.value)
  signal?.addEventListener('abort', () => void hub.close(), { once: true })
  const checked = await checkHub(hub)
  const member = checked.ok ? await admitOwner(hub, orgId) : checked
  if (!member.ok) {
    await hub.close()
    return member
  }
  return done(hubTransport(hub, orgId))
}

/** Whoever owns the hub's tables needs nobody's leave; every other console has to be admitted to the organization. */
async function admitOwner(hub: HubConnection, orgId: string): Promise<Result<null, HubFailure>> {
  const asked = await askHub(hub, async (query) => {
    if ((await readHubEnd(query, orgId)) !== undefined) return true
    if (!(await ownsHub(query))) return false
    await addHubOrg(query, orgId)
    return true
  })
  if (!asked.ok) return asked
  return asked.value
    ? done(null)
    : failed(
        'not-admitted',
        `The hub ${hub.address} has not admitted this console to this organization. Ask whoever runs it to do so with “rolecall hub admit”.`,
      )
}

function hubTransport(hub: HubConnection, orgId: string): Transport {
  const ask = <Value>(work: (query: Query) => Promise<Value>) => askHub(hub, work)
  return {
    kind: 'hub',
    address: hub.address,
    keepsLine: 'place',

    readLine: ({ after, hashOf, limit }) =>
      ask(async (query) => {
        const entries = await readHubEntries(query, orgId, after.n, limit)
        const behind = entries.findIndex((entry, index) => entry.n !== after.n + 1 + index)
        const whole = behind === -1 ? entries : entries.slice(0, behind)
        const last = after.n + whole.length
        const rival = await findRival(query, orgId, after.n, hashOf)
        return {
          entries: whole,
          rivals: rival === undefined ? [] : [rival],
          missing: behind === -1 ? null : { key: null, first: last + 1, last: entries[behind]!.n - 1 },
          ignored: [],
        }
      }),

    append: async (after, entries, by) => {
      if (entries.length === 0) return done('appended' as const)
      const rows = toHubEntries(entries)
      const appended = await ask(async (query) => {
        const end = await readHubEnd(query, orgId, true)
        if (end?.n === after.n && end.hash === after.hash) {
          await claimHubKey(query, orgId, by)
          await appendHubEntries(query, orgId, rows, by)
          return 'appended'
        }
        // A commit whose answer was lost: the entries are there already.
        const last = rows.at(-1)!
        const isThere = (await readHubEntry(query, orgId, last.n))?.hash === last.hash
        return isThere ? 'appended' : 'moved'
      })
      if (appended.ok && appended.value === 'appended') await hub.hint(hintChannel(orgId))
      return appended
    },

    readEnd: () => ask(async (query) => ({ n: (await readHubEnd(query, orgId))?.n ?? 0 })),

    publish: async (proposals) => {
      const published = await ask(async (query) => {
        const rows = proposals.map((one) => ({ ...one, id: recordId('change', one.bytes) }))
        return addHubProposals(query, orgId, rows)
      })
      if (!published.ok) return published
      // Whoever hears it looks and publishes too: told of what was there before, consoles would call each other for ever.
      if (published.value > 0) await hub.hint(hintChannel(orgId))
      return done(null)
    },

    readProposals: (known) =>
      ask(async (query) => {
        const fresh = (await listHubProposals(query, orgId)).filter((id) => !known(id))
        const pieces = []
        const ignored = []
        for (let from = 0; from < fresh.length; from += 500) {
          for (const row of await readHubProposals(query, orgId, fresh.slice(from, from + 500))) {
            const key = parseKeyId.safeParse(row.key)
            if (key.success) pieces.push({ mark: row.id, content: [{ ...row, key: key.data }] })
            else ignored.push({ what: `proposal ${row.id}`, because: 'Its key is not written as keys are.' })
          }
        }
        return { pieces, ignored }
      }),

    writePersonal: (values) => ask(async (query) => (await addHubPersonal(query, orgId, values), null)),

    readPersonal: (wanted) =>
      ask(async (query) => {
        const staffIds = [...new Set(wanted.map(({ staffId }) => staffId))]
        const rows = await readHubPersonal(query, orgId, staffIds)
        return rows.flatMap((row) => {
          const value = parsePersonalValue.safeParse(row)
          return value.success && parseStaffId.safeParse(row.staffId).success ? [value.data] : []
        })
      }),

    erasePersonal: (staffIds) => ask(async (query) => (await eraseHubPersonal(query, orgId, staffIds), null)),

    writeGreeting: (greeting) => ask(async (query) => (await writeHubGreeting(query, orgId, greeting), null)),

    readGreetings: () =>
      ask(async (query) =>
        (await readHubGreetings(query, orgId)).flatMap((row) => {
          const key = parseKeyId.safeParse(row.key)
          return key.success ? [{ ...row, key: key.data }] : []
        }),
      ),

    close: () => hub.close(),
  }
}

/** The hub's entry of a number that the asker has otherwise: the first such, since all behind it differ too. */
async function findRival(
  query: Query,
  orgId: string,
  upTo: number,
  hashOf: (n: number) => string | undefined,
): Promise<SettledBytes | undefined> {
  const differs = async (n: number): Promise<HubEntry | undefined> => {
    const entry = await readHubEntry(query, orgId, n)
    return entry !== undefined && hashOf(n) !== undefined && entry.hash !== hashOf(n) ? entry : undefined
  }
  const end = Math.min(upTo, (await readHubEnd(query, orgId))?.n ?? 0)
  if (end === 0) return undefined
  let found = await differs(end)
  if (found === undefined) return undefined
  let [same, different] = [0, end]
  while (different - same > 1) {
    const middle = (same + different) >> 1
    const entry = await differs(middle)
    if (entry === undefined) same = middle
    else [different, found] = [middle, entry]
  }
  return found
}

/** With what the hub finds them by; entries of our own making always read well. */
function toHubEntries(entries: readonly SettledBytes[]): HubEntry[] {
  return entries.map((settled) => {
    const entry = readEntry(settled.entryBytes)
    if (!entry.ok) throw new Error(entry.error.message)
    const { n, changeId } = entry.value.record
    return { ...settled, n, hash: entry.value.hash, changeId }
  })
}
