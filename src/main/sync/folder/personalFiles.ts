import { createHash } from 'node:crypto'
import { parsePersonalValue, type PersonalValue } from '../../../shared/domain/change'
import type { StaffId } from '../../../shared/domain/ids'
import type { Marks } from '../Transport'
import { atOnce } from './atOnce'
import type { ExchangeFiles } from './ExchangeFiles'

/** A file larger than this is nobody's. */
const fileLimit = 64_000_000
/** So many values make a file large: it stays as it is until somebody in it is purged. */
const largeFrom = 200
/** So many small files of one drawer are made one. */
const mostSmall = 8
/** Bytes of files whose values are kept while one exchange lasts. */
const keptBytes = 128_000_000
const filesAtOnce = 8

interface Found {
  readonly name: string
  readonly path: string
  /** How many values its name says are in it; null for temporary, renamed and “conflicted copy” files. */
  readonly count: number | null
}

/**
 * Personal values in a folder of exchange: `<org>/personal/<first two digits of the person's id>/<count>-<hash>.json`,
 * each a list of values. A file is never modified. A purge replaces every file that holds the person by one without them,
 * so that many people share a file: a file for each of 100,000 people takes minutes to write and more room than the
 * directory of a stick has.
 */
export function personalFiles(files: ExchangeFiles, orgId: string, marks: Marks) {
  const read = new Map<string, ReadonlyMap<string, PersonalValue>>()
  let readBytes = 0

  async function list(drawer: string): Promise<Found[]> {
    const folder = `${orgId}/personal/${drawer}`
    const found = (await files.list(folder)).map((name) => {
      const count = /^([1-9]\d{0,8})-[0-9a-f]{32}\.json$/.exec(name)?.[1]
      return { name, path: `${folder}/${name}`, count: count === undefined ? null : Number(count) }
    })
    // Small ones first: what came last is in them.
    return found.toSorted((a, b) => (a.count ?? 0) - (b.count ?? 0) || (a.name < b.name ? -1 : 1))
  }

  /** What is in a whole file, by hash; null when it is half copied or was altered. */
  async function open({ name, path, count }: Found): Promise<ReadonlyMap<string, PersonalValue> | null> {
    const known = read.get(path)
    if (known !== undefined) return known
    if (count === null) return null
    const bytes = await files.read(path, fileLimit)
    if (bytes === undefined || nameOf(count, bytes) !== name) return null
    const values = parseValues(bytes)
    if (values === null) return null
    if (readBytes > keptBytes) {
      read.clear()
      readBytes = 0
    }
    read.set(path, values)
    readBytes += bytes.length
    return values
  }

  async function write(drawer: string, values: readonly PersonalValue[]): Promise<void> {
    if (values.length === 0) return
    const rows = values
      .toSorted((a, b) => (a.staffId < b.staffId || (a.staffId === b.staffId && a.hash < b.hash) ? -1 : 1))
      .map(({ hash, staffId, field, salt, value }) => ({ hash, staffId, field, salt, value }))
    const bytes = Buffer.from(JSON.stringify(rows))
    await files.writeWhole(`${orgId}/personal/${drawer}/${nameOf(rows.length, bytes)}`, bytes)
  }

  return {
    /**
     * Adds what is not there yet. A few values are not looked for in large files, which takes longer than writing them:
     * a value that stands twice does no harm.
     */
    add: async (values: readonly PersonalValue[]): Promise<void> => {
      await atOnce([...byDrawer(values, ({ staffId }) => staffId)], filesAtOnce, async ([drawer, wanted]) => {
        const fresh = new Map(wanted.map((value) => [value.hash, value]))
        const small: { found: Found; values: ReadonlyMap<string, PersonalValue> }[] = []
        for (const found of await list(drawer)) {
          if (fresh.size === 0) return
          if ((found.count ?? 0) >= largeFrom && fresh.size < largeFrom) break
          const there = await open(found)
          if (there === null) continue
          for (const hash of there.keys()) fresh.delete(hash)
          if (there.size < largeFrom) small.push({ found, values: there })
        }
        if (fresh.size === 0) return
        const merged = small.length < mostSmall ? [] : small
        for (const one of merged) for (const value of sound(one.values)) fresh.set(value.hash, value)
        await write(drawer, [...fresh.values()])
        for (const { found } of merged) await files.remove(found.path)
      })
    },

    /** Values of these people, those that are wanted among them as far as they are there. */
    find: async (wanted: readonly { readonly staffId: StaffId; readonly hash: string }[]): Promise<PersonalValue[]> => {
      const values: PersonalValue[] = []
      await atOnce([...byDrawer(wanted, ({ staffId }) => staffId)], filesAtOnce, async ([drawer, some]) => {
        const hashes = new Set(some.map(({ hash }) => hash))
        for (const found of await list(drawer)) {
          if (hashes.size === 0) return
          const there = await open(found)
          if (there === null) continue
          for (const hash of hashes) {
            const value = there.get(hash)
            if (value === undefined) continue
            hashes.delete(hash)
            const parsed = parsePersonalValue.safeParse(value)
            if (parsed.success) values.push(parsed.data)
          }
        }
      })
      return values
    },

    /**
     * Erases everything of these people, in whatever copy. A file that was looked through is not read again for people
     * whom it was looked through for.
     */
    erase: async (staffIds: readonly StaffId[]): Promise<void> => {
      const looked: string[] = []
      await atOnce([...byDrawer(staffIds, (staffId) => staffId)], filesAtOnce, async ([drawer, gone]) => {
        const isNewHere = gone.some((staffId) => !marks.has(`erased ${staffId}`))
        for (const found of await list(drawer)) {
          const mark = `personal ${drawer}/${found.name}`
          if (!isNewHere && found.count !== null && marks.has(mark)) continue
          const bytes = await files.read(found.path, fileLimit)
          if (bytes === undefined) continue
          const text = Buffer.from(bytes)
          const isHeld = gone.some((staffId) => text.includes(staffId))
          const isWhole = found.count !== null && nameOf(found.count, bytes) === found.name
          if (isHeld) {
            const values = isWhole ? parseValues(bytes) : null
            const rest = values === null ? [] : sound(values).filter(({ staffId }) => !gone.includes(staffId))
            await write(drawer, rest)
            await files.remove(found.path)
            read.delete(found.path)
          } else if (isWhole) looked.push(mark)
        }
        looked.push(...gone.map((staffId) => `erased ${staffId}`))
      })
      const fresh = looked.filter((mark) => !marks.has(mark))
      if (fresh.length > 0) marks.add(fresh)
    },
  }
}

function nameOf(count: number, bytes: Uint8Array): string {
  return `${count}-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.json`
}

/** Those that are written as values are. */
function sound(values: ReadonlyMap<string, PersonalValue>): PersonalValue[] {
  return [...values.values()].flatMap((value) => {
    const parsed = parsePersonalValue.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })
}

/** By hash, as they stand: whoever takes one out looks at its form. */
function parseValues(bytes: Uint8Array): Map<string, PersonalValue> | null {
  try {
    const rows: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (!Array.isArray(rows)) return null
    return new Map(rows.map((row: PersonalValue) => [row.hash, row]))
  } catch {
    return null
  }
}

function byDrawer<Item>(items: readonly Item[], staffIdOf: (item: Item) => StaffId): Map<string, Item[]> {
  const drawers = new Map<string, Item[]>()
  for (const item of items) {
    const drawer = staffIdOf(item).slice(0, 2)
    const there = drawers.get(drawer)
    if (there === undefined) drawers.set(drawer, [item])
    else there.push(item)
  }
  return drawers
}
