import {
  changeFormat,
  type ChangeRecord,
  type EntryRecord,
  type Intent,
  type PersonalValue,
  rulesVersion,
} from '../../src/shared/domain/change'
import type { ChangeId, StaffId } from '../../src/shared/domain/ids'
import type { OrgState } from '../../src/shared/domain/orgState'
import { type SigningKey, signingKey } from '../../src/main/org/keys/ed25519'
import { exchange } from '../../src/main/sync/exchange'
import { openOrg } from '../../src/main/org/openOrg'
import { copyState } from '../../src/main/org/rollForward'
import { personalValue } from '../../src/main/org/personalValues'
import { settleTakeOver } from '../../src/main/org/takeOver'
import { signEnrolment } from '../../src/main/org/keys/signClaims'
import type { Org } from '../../src/main/org/Org'
import type { SettledBytes } from '../../src/main/org/replay'
import { signRecord } from '../../src/main/org/record'
import { listSettledAfter } from '../../src/main/store/queries/log'
import { findPersonal } from '../../src/main/store/queries/personalValues'
import { readState } from '../../src/main/store/queries/readState'
import type { Store, Writer } from '../../src/main/store/openStore'
import { type BaseOrg, makeBaseOrg, memoryStoreOf, modelOf, openDatabase, startMs, textOf } from './baseOrg'
import { type Chance, chanceFrom } from './chance'
import { filesPlace } from './filesPlace'
import { memoryPlace, type Place, type Weather } from './memoryPlace'
import { changeIdOf, judgeLine, type Model, readSettled, type SettledJson } from './oracle'
import { type RandomEdit, randomEdit, type Repertoire, varied } from './randomEdit'

/** What one history came to. */
export interface Told {
  readonly seed: number
  /** Empty when everything held. */
  readonly wrong: readonly string[]
  readonly entries: number
  readonly verdicts: Record<string, number>
  /** Changes that were carried out, by kind. */
  readonly applied: Record<string, number>
  readonly faults: Record<string, number>
}

class Crash extends Error {}
/** A visit that the place or the disk ended; the next one begins anew. */
class CutShort extends Error {}
class DiskFull extends Error {
  readonly code = 'SQLITE_FULL'
}

interface Asked {
  readonly staffId: StaffId
  readonly operator: SigningKey
  readonly console: SigningKey
}

interface Desk {
  readonly number: number
  staffId: StaffId
  consoleKey: SigningKey
  operator: SigningKey
  /** Every console key that lies here. */
  readonly consoles: SigningKey[]
  readonly skewMs: number
  /** Where it meets others. */
  readonly places: readonly Place[]
  /** Keys for which it asks, until they are enrolled. */
  asked: Asked | null
  /** Every operator key that ever lay here. */
  readonly held: Set<string>
  /** Why nothing is signed in its file: a backup that was restored. */
  readOnlyBecause: string | null
  /** A file that was copied to a desktop that has no key yet. */
  isForeign: boolean
  /** A backup of its file lies beside it. */
  hasBackup: boolean
  /** Taken for lost while somebody took over; it is found at the end. */
  isLost: boolean
  /** It had settled what nobody else had, and stopped. */
  isOut: boolean
  database: PooledDatabase
  org: Org
  /** What fails at the n-th write from now, if anything. */
  trap: { writes: number; error: Error } | null
  afterCommit: Error | null
}

const bases = new Map<string, BaseOrg>()
function baseOf(
  blueprint: 'staff-ladder' | 'prokeep',
  keepsLine: BaseOrg['keepsLine'],
  repertoire: Repertoire,
): BaseOrg {
  const key = `${blueprint} ${keepsLine} ${repertoire}`
  let base = bases.get(key)
  if (base === undefined) {
    base = makeBaseOrg(blueprint, keepsLine, repertoire === 'whole')
    bases.set(key, base)
  }
  return base
}

/**
 * A clone of the base organization with its statements prepared, for one history after another: a history runs in an
 * outer transaction, in which each commit of the program is a savepoint, and is rolled back at the end.
 */
interface PooledDatabase {
  readonly connection: ReturnType<typeof openDatabase>
  readonly store: Store
}
const idle = new Map<BaseOrg, PooledDatabase[]>()

function takeDatabase(base: BaseOrg): PooledDatabase {
  const there = idle.get(base)?.pop()
  const connection = there?.connection ?? openDatabase(base.file)
  connection.exec('BEGIN')
  return there ?? { connection, store: memoryStoreOf(connection) }
}

function giveBack(base: BaseOrg, database: PooledDatabase): void {
  database.connection.exec('ROLLBACK')
  idle.set(base, [...(idle.get(base) ?? []), database])
}

const hourMs = 3_600_000
const yearMs = 365 * 24 * hourMs

/** `long`: two to four consoles and 8 to 23 steps. `short`: two or three consoles and 4 to 9 steps, a third of the work. */
export type HistoryLength = 'short' | 'long'

/** Every tenth history is a long one, and those with two stories. */
export function lengthOf(seed: number): HistoryLength {
  // Until somebody has settled something, there is no second story to tell.
  return seed % 10 === 0 || themeOf(seed) === 'two stories' ? 'long' : 'short'
}

/**
 * What else is the matter. `files`: the folder transport itself, over files that are half copied, doubled and deleted.
 * `two stories`: the console that settles signs two entries of one number. `two take-overs`: two desktops take over without
 * knowing of each other. `settler restored`: the file of the console that settles goes back to a backup. `folder and hub`:
 * some meet in a folder, some at a hub, and at least one at both.
 */
export type Theme = 'usual' | 'files' | 'two stories' | 'two take-overs' | 'settler restored' | 'folder and hub'

/** A quarter of all histories have one, each of which takes the same share of seeds whatever is changed in the others. */
export function themeOf(seed: number): Theme {
  const tens = Math.floor(seed / 10)
  if (seed % 10 === 3) return 'files'
  if (seed % 10 === 5) return tens % 2 === 0 ? 'folder and hub' : 'usual'
  if (seed % 10 !== 7) return 'usual'
  return (['two stories', 'two take-overs', 'settler restored'] as const)[tens % 3]!
}

export interface HistoryOptions {
  /** Left out: as `lengthOf` says. */
  readonly length?: HistoryLength
  /** Left out: as `themeOf` says. */
  readonly theme?: Theme
  readonly repertoire?: Repertoire
  /** What else is wrong with a desk in the end. */
  readonly look?: (org: Org) => string[]
}

/** Runs one history from a seed and judges it. */
export async function runHistory(
  seed: number,
  { length = lengthOf(seed), theme = themeOf(seed), repertoire = 'whole', look = () => [] }: HistoryOptions = {},
): Promise<Told> {
  const chance = chanceFrom(seed)
  const blueprint = chance.isHit(0.5) ? 'staff-ladder' : 'prokeep'
  const keepsLine = chance.isHit(0.65) ? 'console' : 'place'
  const isFree = theme === 'usual' || theme === 'folder and hub'
  const base = baseOf(blueprint, isFree ? keepsLine : 'console', repertoire)
  const run = new Run(seed, chance, base, { length, theme, repertoire, look })
  try {
    return await run.tell()
  } catch (error) {
    run.wrong.push(`stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return run.told([])
  } finally {
    for (const desk of run.desks) giveBack(base, desk.database)
  }
}

const newDesk = {
  asked: null,
  readOnlyBecause: null,
  isForeign: false,
  hasBackup: false,
  isLost: false,
  isOut: false,
  trap: null,
  afterCommit: null,
}

class Run {
  readonly wrong: string[] = []
  readonly desks: Desk[] = []
  readonly faults: Record<string, number> = {}
  /** Ids that each key has truly signed. */
  private readonly signed = new Map<string, Set<string>>()
  private readonly promised = new Set<string>()
  private readonly values = new Map<string, PersonalValue>()
  private lastEdit: RandomEdit | null = null
  private readonly seenHashes: string[] = []
  private readonly ownPast = new Map<Desk, { readonly n: number; readonly head: string | null }>()
  private readonly place: Place
  /** Where some meet instead, or as well. */
  private readonly otherPlace: Place | null
  private readonly theme: Theme
  /** Two entries of one number that one console signed. */
  private stories: readonly SettledBytes[] = []
  private isForked = false
  private forkN = 0
  private readonly weather: Weather
  private readonly ghosts: {
    staffId: StaffId
    seq: number
    sent: [number, Uint8Array, Uint8Array, readonly PersonalValue[]][]
  }[] = []
  private clockMs = startMs
  private lastCut = ''
  private hasTakenOver = false
  /** Consoles that somebody ever wanted to settle. */
  private readonly named = new Set<string>()
  /** Changes that went with a disk, and keys that signed them: they may never have been brought. */
  private readonly gone = new Set<string>()
  private readonly goneKeys = new Set<string>()
  private readonly baseN: number
  /** The number of the desk that a copy of the file may come to. */
  private readonly copyNumber: number
  readonly seed: number
  private readonly chance: Chance
  private readonly base: BaseOrg
  private readonly length: HistoryLength
  private readonly repertoire: Repertoire

  private readonly look: (org: Org) => string[]

  constructor(
    seed: number,
    chance: Chance,
    base: BaseOrg,
    { length, theme, repertoire, look }: Required<HistoryOptions>,
  ) {
    this.look = look
    this.theme = theme
    this.seed = seed
    this.chance = chance
    this.base = base
    this.length = length
    this.repertoire = repertoire
    this.baseN = base.line.length
    for (const value of base.personal) this.values.set(value.hash, value)
    const isCalm = chance.isHit(0.15)
    const share = (most: number) => (isCalm ? 0 : chance.next() * most)
    this.weather = { lost: share(0.3), late: share(0.7), half: share(0.3), twice: share(0.3), failing: share(0.12) }
    const count = 2 + chance.below(this.length === 'long' ? 3 : 2)
    // What nobody has any more is tried where files are deleted.
    if (theme === 'settler restored') this.weather.lost = 0
    const place = (keepsLine: BaseOrg['keepsLine']) =>
      memoryPlace(keepsLine, this.weather, chance, count + 1, this.baseN)
    this.place =
      theme === 'files' ? filesPlace(base.orgId, this.weather, chance, count + 1, this.baseN) : place(base.keepsLine)
    this.otherPlace = theme === 'folder and hub' ? place(base.keepsLine === 'place' ? 'console' : 'place') : null
    const atBoth = theme === 'folder and hub' ? chance.below(count) : -1
    this.copyNumber = count
    const people = [...base.people]
    for (let number = 0; number < count; number += 1) {
      // Those with rights sit at desks more often, else little would be settled.
      const at = number === 0 && chance.isHit(0.7) ? chance.below(2) : chance.below(people.length)
      const staffId = people.splice(at, 1)[0]!
      const operator = this.watched(base.operatorOf.get(staffId)!)
      const skewMs = chance.isHit(0.3) ? Math.round((chance.next() - 0.5) * 6 * yearMs) : chance.below(60_000)
      const desk = {
        number,
        staffId,
        operator,
        consoleKey: base.consoles[number]!,
        consoles: [base.consoles[number]!],
        ...newDesk,
        places: this.otherPlace === null ? [this.place] : this.placesOf(number === atBoth),
        held: new Set([operator.id]),
        skewMs,
      }
      this.desks.push(this.open({ ...desk, database: takeDatabase(base) } as unknown as Desk, copyState(base.state)))
    }
    for (const staffId of people) if (chance.isHit(0.6)) this.ghosts.push({ staffId, seq: 0, sent: [] })
  }

  private placesOf(isAtBoth: boolean): Place[] {
    const both = [this.place, this.otherPlace!]
    return isAtBoth || this.chance.isHit(0.2) ? both : [this.chance.pick(both)]
  }

  private watched(key: SigningKey): SigningKey {
    return {
      ...key,
      sign: (message) => {
        const id = message.slice(message.lastIndexOf('\n') + 1)
        this.signed.set(key.id, (this.signed.get(key.id) ?? new Set()).add(id))
        return key.sign(message)
      },
    }
  }

  /** Opens a desk’s database: from what was committed, and nothing else. */
  private open(desk: Desk, state?: OrgState): Desk {
    const { staffId, operator, consoleKey } = desk
    const opening = this.opening(desk, state)
    // Nothing was changed since: the rules of the base organization hold.
    const rules = state === undefined ? {} : { rules: this.base.rules }
    const identity = desk.isForeign ? null : { staffId, operator, console: consoleKey }
    desk.org = openOrg({ ...opening, ...rules, identity })
    return desk
  }

  private opening(desk: Desk, state?: OrgState) {
    const plain = desk.database.store
    const db: Store['db'] = {
      ...plain.db,
      run: (sql, ...values) => {
        if (desk.trap !== null) {
          desk.trap.writes -= 1
          if (desk.trap.writes < 0) {
            const { error } = desk.trap
            desk.trap = null
            throw error
          }
        }
        return plain.db.run(sql, ...values)
      },
      transaction: (work) => {
        const value = plain.db.transaction(work)
        const error = desk.afterCommit
        desk.afterCommit = null
        if (error !== null) throw error
        return value
      },
    }
    const openWriter = (): Writer => {
      plain.db.script('SAVEPOINT long')
      let isOpen = true
      const end = (sql: string) => {
        if (isOpen) plain.db.script(sql)
        isOpen = false
      }
      const commit = () => {
        end('RELEASE long')
        const error = desk.afterCommit
        desk.afterCommit = null
        if (error !== null) throw error
      }
      return { db, commit, flush: () => Promise.resolve(), close: () => end('ROLLBACK TO long; RELEASE long') }
    }
    return {
      store: { ...plain, db, openWriter },
      kind: 'org' as const,
      orgId: this.base.orgId,
      state: state ?? readState(db)!,
      readOnlyBecause: desk.readOnlyBecause,
      holdsKey: (key: string) => desk.held.has(key),
      sources: this.sourcesOf(desk),
    }
  }

  private sourcesOf({ skewMs }: Pick<Desk, 'skewMs'>) {
    return { random: (count: number) => this.chance.bytes(count), now: () => this.clockMs + skewMs }
  }

  private count(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1
  }

  /** Does something at a desk that may crash or run out of disk in the middle. */
  private async at(desk: Desk, work: () => void | Promise<void>, isCalm = false): Promise<void> {
    if (!isCalm && this.chance.isHit(0.12)) {
      const error = this.chance.isHit(0.7) ? new Crash('crash') : new DiskFull('full')
      if (error instanceof Crash && this.chance.isHit(0.25)) desk.afterCommit = error
      else desk.trap = { writes: this.chance.below(20), error }
    }
    try {
      await work()
    } catch (error) {
      if (error instanceof Crash) {
        this.count('crash')
        this.open(desk)
      } else if (error instanceof DiskFull || error instanceof CutShort)
        this.count((error as Error).message.includes('full') ? 'disk full' : 'place failed')
      else throw error
    } finally {
      desk.trap = null
      desk.afterCommit = null
    }
  }

  private edit(desk: Desk): void {
    const { org } = desk
    const edits = Array.from({ length: this.chance.isHit(0.15) ? 2 : 1 }, () =>
      this.randomEditFor(org.state(), (hash) => findPersonal(org.store.db, hash) !== undefined),
    )
    const intents = edits.flatMap((one) => (one === null ? [] : [one.intent]))
    if (intents.length === 0) return
    const applied = org.apply({ intents, personal: edits.flatMap((one) => one?.personal ?? []) })
    // A desk refuses what its operator may not do; that an own key wrote something twice is its own mistake.
    if (!applied.ok && applied.error.because?.some(({ code }) => code === 'key-wrote-twice') === true) {
      this.wrong.push(`desk ${desk.number} says of its own key that it wrote twice`)
    }
    if (!applied.ok) return
    for (const id of applied.value.changes) this.promised.add(id)
  }

  /** `knows`: the app names a value that somebody had only when it has it. */
  private randomEditFor(state: ReturnType<Org['state']>, knows: (hash: string) => boolean) {
    // Few steps meet seldom by chance: somebody else often wants what somebody has just done, not knowing of it.
    const isKnown = this.lastEdit !== null && comparedWith(this.lastEdit.intent).every(knows)
    if (this.length === 'short' && this.lastEdit !== null && this.chance.isHit(0.3) && isKnown) {
      const isOther = this.chance.isHit(0.5)
      return isOther ? varied(this.lastEdit, this.base.blueprint, this.chance) : this.lastEdit
    }
    const made = randomEdit({
      blueprint: this.base.blueprint,
      state,
      chance: this.chance,
      nowMs: this.clockMs,
      meetsOften: this.length === 'short',
      repertoire: this.repertoire,
      decided: decidedBy(this.lastEdit),
      hasHub: this.base.keepsLine === 'place' || this.otherPlace !== null,
      consoles: this.desks
        .filter((one) => !one.isLost && !one.isForeign && one.readOnlyBecause === null)
        .map(({ consoleKey }) => consoleKey.id),
      hashOf: (staffId, field, value) =>
        [...this.values.values()].find(
          (one) => one.staffId === staffId && one.field === field && one.value === value && knows(one.hash),
        )?.hash,
    })
    for (const value of made?.personal ?? []) this.values.set(value.hash, value)
    this.lastEdit = made
    if (made?.intent.kind === 'registrar.set') this.named.add(made.intent.body.rows[0]!.to)
    return made
  }

  /** A changed client, which asks nobody: signs whatever it likes with a good key, or tries a forgery. */
  private forge(): void {
    const ghost = this.chance.pick(this.ghosts)
    if (ghost === undefined) return
    const seen = this.chance.pick(this.desks).org
    const wanted = this.randomEditFor(seen.line.settledState(), () => true)
    if (wanted === null) return
    const compared = comparedWith(wanted.intent).map((hash) => this.values.get(hash)!)
    const made = { ...wanted, personal: [...wanted.personal, ...compared] }
    const own = this.base.operatorOf.get(ghost.staffId)!
    const how = this.chance.below(12)
    const seq = how === 4 && ghost.seq > 0 ? ghost.seq : ghost.seq + 1
    const { n, head } = seen.revision()
    const victim = this.chance.pick(this.desks)
    // With keys of their own at a desk, a changed client in their name forges nothing.
    const isForged = how < 4 && !(how === 1 && victim.staffId === ghost.staffId)
    const record: ChangeRecord = {
      v: changeFormat,
      org: this.base.orgId as ChangeId,
      rules: rulesVersion,
      key: how === 0 ? victim.operator.id : own.id,
      seq: how === 0 ? 1 + this.chance.below(4) : seq,
      base: how === 5 ? { n, hash: 'f'.repeat(64) } : { n, hash: head },
      author: how === 0 ? victim.staffId : how === 1 ? victim.staffId : ghost.staffId,
      kind: made.intent.kind,
      body: made.intent.body,
      at: new Date(this.clockMs).toISOString(),
    }
    if (how === 2) Object.assign(record, { org: 'a'.repeat(64) })
    const signer = how === 0 ? signingKey(Buffer.alloc(32, 7)) : isForged ? own : this.watched(own)
    const { id, bytes, signature } = signRecord('change', record, signer)
    if (how === 3) {
      const text = Buffer.from(bytes).toString()
      const edited = text.replace('"seq":', '"seq":1')
      this.place.drop(own.id, seq, Buffer.from(edited), signature)
      this.count('forged')
      return
    }
    if (isForged) {
      for (const value of made.personal) this.place.dropPersonal(value)
      this.place.drop(record.key, record.seq, bytes, signature)
      this.count('forged')
      return
    }
    if (how === 4 && ghost.seq > 0) this.count('two lines')
    ghost.seq = Math.max(seq, ghost.seq)
    ghost.sent.push([seq, bytes, signature, made.personal])
    this.promised.add(id)
    this.send(ghost)
  }

  private send(ghost: (typeof this.ghosts)[number]): void {
    const { id } = this.base.operatorOf.get(ghost.staffId)!
    const purged = new Set(this.desks.flatMap(({ org }) => org.line.purged()))
    for (const [seq, bytes, signature, personal] of ghost.sent) {
      for (const value of personal) if (!purged.has(value.staffId)) this.place.dropPersonal(value)
      this.place.drop(id, seq, bytes, signature)
    }
  }

  async tell(): Promise<Told> {
    const { chance, desks } = this
    const steps = this.length === 'long' ? 8 + chance.below(16) : 4 + chance.below(6)
    // Opening anew and the signatures of new keys cost most of a history: three of ten have them.
    const managesKeys = this.repertoire === 'whole' && chance.isHit(0.3) && this.mayManageKeys()
    for (let step = 0; step < steps; step += 1) {
      this.clockMs += chance.isHit(0.1) ? 5 * hourMs : 60_000
      if (this.theme !== 'usual' && step > 1) await this.goOnWith(step === steps - 1)
      const desk = chance.pick(desks)
      const what = chance.next()
      if (managesKeys && chance.isHit(0.09)) await this.manageKeys(desk)
      else if (what < 0.45) await this.at(desk, () => this.edit(desk))
      else if (what < 0.6) this.forge()
      else if (!desk.isLost) await this.at(desk, () => this.visit(desk))
      this.lookForChangedPast()
    }
    await this.bringToAnEnd()
    this.lookForChangedPast()
    if (this.isForked && this.place.isForked()) return await this.judgeStopped()
    for (const desk of this.desks) if (this.isForked && desk.org.line.halt?.code === 'two-stories') this.leaveOut(desk)
    if (this.isForked || this.theme === 'settler restored') {
      for (const { org } of this.desks) {
        for (const { id, bytes } of org.line.proposals()) {
          // Made on what one desktop alone had settled: it waits until the line is as long, and is refused then.
          if (JSON.parse(Buffer.from(bytes).toString()).base.n > org.revision().n) this.gone.add(id)
        }
      }
    }
    return this.judge()
  }

  private async visit(desk: Desk): Promise<void> {
    const place = desk.places.length === 1 ? desk.places[0]! : this.chance.pick(desk.places)
    await this.visitAt(desk, place)
  }

  private async visitAt(desk: Desk, place: Place): Promise<void> {
    const { notes } = desk.org.line
    const marks = {
      has: (mark: string) => notes.hasMark('folder', mark),
      add: (fresh: readonly string[]) => notes.addMarks('folder', fresh),
    }
    const went = await exchange(desk.org, place.seenBy(desk.number, marks))
    if (desk.isLost && desk.org.line.halt?.code === 'two-stories') {
      if (!desk.isOut) this.count('found and stopped')
      desk.isOut = true
      return
    }
    if (!went.ok) throw new CutShort(went.error.message)
    if (this.repertoire === 'whole') this.followKeys(desk)
  }

  /** Signs with the keys that were enrolled, and settles with the key whose turn it is, as a desktop that is opened anew. */
  private followKeys(desk: Desk): void {
    const { keys, settings } = desk.org.line.settledState()
    const { asked } = desk
    const before = [desk.operator, desk.consoleKey]
    if (asked !== null && keys.get(asked.operator.id)?.isRevoked === false) {
      this.count('enrolled anew')
      desk.staffId = asked.staffId
      desk.operator = asked.operator
      desk.held.add(asked.operator.id)
      Object.assign(desk, { asked: null, readOnlyBecause: null, isForeign: false })
      if (keys.get(asked.console.id)?.isRevoked === false) desk.consoles.push(asked.console)
    }
    const usable = desk.consoles.filter(({ id }) => keys.get(id)?.isRevoked === false)
    desk.consoleKey = usable.find(({ id }) => id === settings.registrar) ?? usable.at(-1) ?? desk.consoleKey
    if (desk.operator !== before[0] || desk.consoleKey !== before[1]) this.open(desk)
  }

  private async manageKeys(desk: Desk): Promise<void> {
    const what = this.chance.next()
    if (what < 0.3) this.askForKeys(desk)
    else if (what < 0.45) this.openCopy()
    else if (what < 0.75) this.backUpOrRestore(desk)
    else if (what < 0.9 && !desk.isLost) await this.takeOver(desk)
    const other = this.chance.pick(this.desks)
    if (what < 0.75 || what >= 0.9) await this.at(other, () => this.approve(other))
  }

  private askForKeys(desk: Desk): void {
    const { chance } = this
    const staffId = chance.isHit(0.7) ? desk.staffId : chance.pick(this.base.people)
    const operator = this.watched(signingKey(chance.bytes(32)))
    desk.asked = { staffId, operator, console: signingKey(chance.bytes(32)) }
  }

  /** An older copy of the file is opened on a desktop that has no key: somebody asks for keys there. */
  private openCopy(): void {
    const { base, chance } = this
    if (this.desks.some(({ number }) => number === this.copyNumber)) return
    const [operator, console] = [this.watched(signingKey(chance.bytes(32))), signingKey(chance.bytes(32))]
    const desk: Omit<Desk, 'org'> = {
      ...newDesk,
      number: this.copyNumber,
      places: [this.place],
      staffId: chance.pick(base.people),
      consoleKey: console,
      operator,
      consoles: [],
      held: new Set([operator.id]),
      skewMs: 0,
      isForeign: true,
      database: takeDatabase(base),
    }
    desk.asked = { staffId: desk.staffId, operator, console }
    this.desks.push(this.open(desk as unknown as Desk, copyState(base.state)))
    this.count('copied')
  }

  /**
   * A desk's file goes back to a backup, which nobody may sign in, and it asks for new keys. A console that anybody ever
   * wanted to settle keeps its file: it would take the recovery words.
   */
  private backUpOrRestore(desk: Desk): void {
    const { connection } = desk.database
    const settles = desk.consoles.some(({ id }) => id === this.base.consoles[0]!.id || this.named.has(id))
    if (!desk.hasBackup && this.chance.isHit(0.4)) {
      connection.exec('SAVEPOINT backup')
      desk.hasBackup = true
      return
    }
    if (settles || desk.isLost || desk.isForeign || this.hasTakenOver) return
    const before = desk.org.line.pending().map(({ id }) => id)
    connection.exec(desk.hasBackup ? 'ROLLBACK TO backup; RELEASE backup' : 'ROLLBACK; BEGIN')
    Object.assign(desk, { hasBackup: false, readOnlyBecause: 'This file is older than the last change.' })
    this.open(desk)
    const kept = new Set(desk.org.line.pending().map(({ id }) => id))
    for (const id of before) if (!kept.has(id)) this.gone.add(id)
    this.goneKeys.add(desk.operator.id)
    this.lastEdit = null
    this.count('restored')
    this.askForKeys(desk)
  }

  private approve(desk: Desk): void {
    const asking = this.desks.filter(({ asked }) => asked !== null)
    if (asking.length === 0) return
    const { staffId, operator, console } = this.chance.pick(asking).asked!
    const name = personalValue(this.sourcesOf(desk), staffId, 'device', 'new desk')
    const pairs = [['operator', operator] as const, ['console', console] as const]
    const rows = (this.chance.isHit(0.8) ? pairs : pairs.slice(0, 1)).map(([kind, key]) => ({
      staffId,
      key: key.id,
      from: null,
      to: { kind, publicKey: key.publicKey, name: { hash: name.hash } },
      proof: signEnrolment(key, this.base.orgId, staffId, kind),
    }))
    this.values.set(name.hash, name)
    const applied = desk.org.apply({ intents: [{ kind: 'key.enroll', body: { rows } }], personal: [name] })
    if (applied.ok) for (const id of applied.value.changes) this.promised.add(id)
  }

  /**
   * Somebody of the top role takes over with the recovery words, once they have what was settled elsewhere. The console
   * that settled is lost until the end, with what it settled and never brought.
   */
  private async takeOver(desk: Desk, isBlind = false): Promise<void> {
    if (this.hasTakenOver && !isBlind) return
    const { chance, base, weather } = this
    const before = { ...weather }
    Object.assign(weather, { failing: 0 })
    try {
      if (!isBlind) await this.at(desk, () => this.visit(desk), true)
      const { org } = desk
      if (desk.isForeign) return
      const { settings, staff, blueprint } = org.line.settledState()
      // Whoever is enrolled anew goes on in a copy.
      const { halt } = org.line
      if ((halt !== null && halt.code !== 'copied-file') || (!isBlind && this.place.lastN() > org.revision().n)) return
      const top = [...staff.values()].find(({ role, state }) => role === blueprint.roles[0]!.key && state === 'active')
      const [operator, console] = [this.watched(signingKey(chance.bytes(32))), signingKey(chance.bytes(32))]
      const opening = { ...this.opening(desk), readOnlyBecause: null }
      const lost = this.desks.find((one) => one !== desk && one.consoles.some(({ id }) => id === settings.registrar))
      const mine = [...desk.consoles, desk.operator].map(({ id }) => id)
      const revokes = [...new Set([settings.registrar, ...mine])].filter(
        (id) => opening.state.keys.get(id)?.isRevoked === false,
      )
      const name = personalValue(opening.sources, top!.id, 'device', 'taken over')
      this.values.set(name.hash, name)
      const taken = settleTakeOver(opening, {
        recovery: base.recovery,
        staffId: top!.id,
        operator,
        console,
        name,
        revokes,
      })
      if (!taken.ok) {
        this.open(desk)
        return
      }
      this.hasTakenOver = true
      this.count('taken over')
      desk.held.add(operator.id)
      Object.assign(desk, { staffId: top!.id, operator, consoleKey: console, asked: null, readOnlyBecause: null })
      desk.consoles.push(console)
      this.named.add(console.id)
      desk.org = taken.value
      if (settings.sequencer === 'hub') await this.at(desk, () => this.visit(desk), true)
      else {
        this.place.showRivals()
        if (lost !== undefined && !isBlind) lost.isLost = true
        // What only the lost console had is no settled entry of anybody else.
        this.seenHashes.length = Math.min(this.seenHashes.length, desk.org.revision().n)
      }
    } finally {
      Object.assign(weather, before)
    }
  }

  /** Whether keys are asked for and approved: not where a history is about something else that stops consoles. */
  private mayManageKeys(): boolean {
    if (this.theme === 'files') this.hasTakenOver = true
    return this.theme === 'usual' || this.theme === 'files'
  }

  /** Does what the history is about, once it can. */
  private async goOnWith(isLast: boolean): Promise<void> {
    const { theme, chance } = this
    if (!isLast && chance.isHit(0.6)) return
    if (theme === 'two stories' && this.stories.length === 0) this.tellAnotherStory()
    if (theme === 'two take-overs' && !this.hasTakenOver) await this.takeOverTwice()
    if (theme === 'settler restored') this.restoreSettler()
  }

  /**
   * Whoever took over second heard of the first before anybody saw theirs: that desk alone stops. What was signed under the
   * keys that it brought along nobody else can read, and stays in its file.
   */
  private leaveOut(desk: Desk): void {
    desk.isOut = true
    const { org, operator } = desk
    const settled = listSettledAfter(org.store.db, this.baseN, 10_000).filter(({ key }) => key === operator.id)
    const waiting = org.line.proposals().filter(({ key }) => key === operator.id)
    for (const id of [...settled.map(({ changeId }) => changeId), ...waiting.map(({ id }) => id)]) this.gone.add(id)
  }

  private settler(): Desk | undefined {
    return this.desks.find(({ org, consoles }) =>
      consoles.some(({ id }) => id === org.line.settledState().settings.registrar),
    )
  }

  /** A changed client that settles: one entry for some, another of the same number for others. */
  private tellAnotherStory(): void {
    const { chance } = this
    const desk = this.settler()
    if (desk === undefined || desk.org.line.halt !== null) return
    const told = listSettledAfter(desk.org.store.db, this.baseN, 10_000)
      .map((bytes) => ({ bytes, record: readSettled(bytes).entry }))
      .filter(({ record }) => (record.n as number) <= this.place.lastN() && record.by === desk.consoleKey.id)
    if (told.length === 0) return
    const { bytes, record } = chance.pick(told)
    const isLater = chance.isHit(0.6)
    const settledAt = new Date(Date.parse(record.settledAt as string) + 1000).toISOString()
    const other = isLater ? { ...record, settledAt } : { ...record, verdict: 'agreed', facts: {} }
    const entry = signRecord('entry', other as EntryRecord, desk.consoleKey)
    const second = { ...bytes, entryBytes: entry.bytes, entrySignature: entry.signature }
    this.stories = [bytes, second]
    this.place.dropEntry(second)
    this.forkN = record.n as number
    this.fork()
    this.count('two stories')
  }

  /** Two people with the words, each of whom finds that nobody settles. */
  private async takeOverTwice(): Promise<void> {
    const [one, other] = [...this.desks].sort(() => this.chance.next() - 0.5)
    await this.takeOver(one!)
    if (!this.hasTakenOver) return
    this.fork()
    const taken = this.faults['taken over']
    await this.takeOver(other!, true)
    if (this.faults['taken over'] === taken) this.isForked = false
    else this.count('two take-overs')
  }

  private fork(): void {
    this.isForked = true
    this.place.showRivals()
  }

  /** The file of the console that settles goes back, with what it settled and never brought. */
  private restoreSettler(): void {
    const desk = this.settler()
    const { chance } = this
    if (desk === undefined || desk.readOnlyBecause !== null) return
    const { connection } = desk.database
    if (!desk.hasBackup && chance.isHit(0.6)) {
      connection.exec('SAVEPOINT backup')
      desk.hasBackup = true
      return
    }
    const { org } = desk
    const known = this.place.lastN()
    // Others still have what is theirs.
    const alone = listSettledAfter(org.store.db, known, 10_000).filter(({ key }) => key === desk.operator.id)
    const before = [...alone.map(({ changeId }) => changeId), ...org.line.pending().map(({ id }) => id)]
    connection.exec(desk.hasBackup ? 'ROLLBACK TO backup; RELEASE backup' : 'ROLLBACK; BEGIN')
    Object.assign(desk, { hasBackup: false, readOnlyBecause: 'This file is older than the last change.' })
    this.open(desk)
    const kept = new Set(desk.org.line.pending().map(({ id }) => id))
    for (const id of before) if (!kept.has(id)) this.gone.add(id)
    this.goneKeys.add(desk.operator.id)
    this.seenHashes.length = Math.min(this.seenHashes.length, known + 1)
    this.lastEdit = null
    this.count('settler restored')
  }

  /** In a backup nobody settles any more: somebody takes over with the words, who has what was settled elsewhere. */
  private async followRestored(): Promise<void> {
    if (this.settler()?.readOnlyBecause == null) return
    await this.takeOver(this.chance.pick(this.desks))
    for (const desk of this.desks) if (!this.hasTakenOver) await this.takeOver(desk)
    for (const desk of this.desks) desk.isLost = false
  }

  /** What a desk has settled stays as it is there, whatever others tell. */
  private lookAtOwnPast(desk: Desk): void {
    const { n, head } = desk.org.revision()
    const before = this.ownPast.get(desk)
    if (before !== undefined && desk.org.line.hashOf(before.n) !== before.head) {
      this.wrong.push(`desk ${desk.number} has another entry ${before.n} than it had`)
    }
    this.ownPast.set(desk, { n, head })
  }

  /**
   * Two histories were signed, and everybody has seen both: nobody goes on, everybody is told why, and nothing is lost that
   * anybody was promised (sync.md, “What is promised”).
   */
  private async judgeStopped(): Promise<Told> {
    const { wrong, base } = this
    const kept = new Set(this.place.waiting().map(changeIdOf))
    for (const desk of this.desks) {
      const { org, number } = desk
      const { halt } = org.line
      const line = listSettledAfter(org.store.db, this.baseN, 10_000).map(readSettled)
      for (const { changeId } of line) kept.add(changeId)
      for (const { id } of org.line.proposals()) kept.add(id)
      if (halt === null && org.revision().n < this.forkN) {
        // What comes before lacks its values or was lost on the way: it has neither, and goes nowhere.
        await exchange(org, this.place.seenBy(number, { has: () => false, add: () => {} }))
        if (org.revision().n >= this.forkN) wrong.push(`desk ${number} goes on, and has seen both histories`)
        continue
      }
      if (halt === null || (halt.code !== 'two-stories' && halt.code !== 'diverged')) {
        wrong.push(`desk ${number} goes on, though two histories were signed (${halt?.code ?? 'not halted'})`)
        continue
      }
      if (halt.text.length < 80) wrong.push(`desk ${number} does not say why it stopped`)
      const before = org.revision().head
      const went = await exchange(org, this.place.seenBy(number, { has: () => false, add: () => {} }))
      if (went.ok || org.revision().head !== before) wrong.push(`desk ${number} goes on exchanging`)
      const edit = this.randomEditFor(org.state(), () => true)
      if (edit !== null && org.apply({ intents: [edit.intent], personal: edit.personal }).ok) {
        wrong.push(`desk ${number} is edited, though it stopped`)
      }
      const model = this.baseModel()
      const start = {
        n: this.baseN,
        hashes: ['', ...base.line.map(({ hash }) => hash)],
        lastSeq: lastSeqOf(base),
        atMs: base.endMs,
      }
      const values = new Map([...this.values].map(([hash, { value }]) => [hash, value]))
      for (const text of judgeLine(base.blueprint, model, line, start, values)) wrong.push(`desk ${number}: ${text}`)
      const [shown, expected] = [textOf(modelOf(org.line.settledState())), textOf(model)]
      if (shown !== expected) wrong.push(`desk ${number} shows another state: ${firstDifference(shown, expected)}`)
    }
    for (const id of this.promised)
      if (!kept.has(id) && !this.gone.has(id)) wrong.push(`the edit ${id.slice(0, 8)} was lost`)
    return this.told([])
  }

  /** No settled entry ever changes: what any desk has seen at a place in the line stays there. */
  private lookForChangedPast(): void {
    for (const desk of this.desks.filter(({ isLost }) => !isLost)) {
      const { n, head } = desk.org.revision()
      if (this.isForked) {
        this.lookAtOwnPast(desk)
        continue
      }
      const seen = this.seenHashes[n]
      if (seen === undefined) this.seenHashes[n] = head!
      else if (seen !== head) this.wrong.push(`desk ${desk.number} has another entry ${n} than was there`)
    }
  }

  /** Once everybody was there in good weather, every change has come with its values. */
  private lookForLateValues(): void {
    for (const { org, number } of this.atWork()) {
      const late = org.line.waiting().some((one) => one.for === 'personal-values' && !this.goneKeys.has(one.key))
      if (late) this.wrong.push(`desk ${number} still waits for values of a change that was brought`)
    }
  }

  private async bringToAnEnd(): Promise<void> {
    Object.assign(this.weather, { lost: 0, late: 0, half: 0, twice: 0, failing: 0 })
    this.place.clear()
    this.otherPlace?.clear()
    let before = ''
    let still = 0
    for (let round = 0; round < 12; round += 1) {
      for (const ghost of this.ghosts) this.send(ghost)
      for (const story of this.stories) this.place.dropEntry(story)
      for (const desk of this.desks.toSorted((a, b) => Number(a.isLost) - Number(b.isLost))) {
        for (const place of desk.places) await this.at(desk, () => this.visitAt(desk, place), true)
      }
      if (round === 0 && this.theme === 'settler restored') await this.followRestored()
      if (round === 1 && !this.isForked) this.lookForLateValues()
      const now = this.atWork()
        .map(({ org }) => `${org.revision().n} ${org.line.proposals().length}`)
        .join()
      // From place to place it takes more rounds in which nothing else moves.
      still = now === before ? still + 1 : 0
      const isStill = still > (this.otherPlace === null ? 0 : 2)
      if (isStill || (this.length === 'short' && this.isAtRest())) return
      this.lastCut = ''
      // What was just taken over is heard of in the next round.
      before = round === 0 && this.theme === 'settler restored' ? '' : now
    }
    this.wrong.push('does not come to an end')
  }

  /** Nothing waits anywhere: a long history goes round once more and finds that nothing moves. */
  private isAtRest(): boolean {
    const [first, ...others] = this.atWork().map(({ org }) => org)
    const settled = new Set(
      listSettledAfter(first!.store.db, this.baseN, 10_000).map(({ changeId }) => changeId as string),
    )
    return (
      [first!, ...others].every(({ line }) => line.proposals().length === 0) &&
      others.every((org) => org.revision().head === first!.revision().head) &&
      [...this.promised].every((id) => settled.has(id) || this.gone.has(id))
    )
  }

  private atWork(): Desk[] {
    return this.desks.filter(({ isOut, isForeign }) => !isOut && !isForeign)
  }

  private judge(): Told {
    const { wrong } = this
    const desks = this.atWork()
    const first = desks[0]!
    if (this.lastCut !== '') wrong.push(`the last exchange ended with: ${this.lastCut}`)
    for (const { org, number, readOnlyBecause } of desks) {
      const isKnownCopy = readOnlyBecause !== null && org.line.halt?.code === 'copied-file'
      if (org.line.halt !== null && !isKnownCopy) wrong.push(`desk ${number} halted: ${org.line.halt.text}`)
      if (org.revision().head !== first.org.revision().head) wrong.push(`desk ${number} ended at another head`)
      if (org.line.pending().length > 0)
        wrong.push(`desk ${number} has ${org.line.pending().length} pending changes left`)
    }
    const line = listSettledAfter(first.org.store.db, this.baseN, 10_000).map(readSettled)
    const settled = new Set(line.map(({ changeId }) => changeId))
    for (const id of this.promised)
      if (!settled.has(id) && !this.gone.has(id)) wrong.push(`the edit ${id.slice(0, 8)} was lost`)
    for (const { change, changeId } of line) {
      if (this.signed.get(change.key as string)?.has(changeId) !== true) {
        wrong.push(`${change.kind} was settled and its key never signed it`)
      }
    }
    const model = this.baseModel()
    const rolesBefore = new Map([...model.people].map(([id, one]) => [id, one.role]))
    wrong.push(
      ...judgeLine(
        this.base.blueprint,
        model,
        line,
        {
          n: this.baseN,
          hashes: ['', ...this.base.line.map(({ hash }) => hash)],
          lastSeq: lastSeqOf(this.base),
          atMs: this.base.endMs,
        },
        new Map([...this.values].map(([hash, { value }]) => [hash, value])),
      ),
    )
    const expected = textOf(model)
    // Tables that hold the same are read once.
    let sound: string | undefined
    for (const { org, number } of desks) {
      const shown = textOf(modelOf(org.state()))
      if (shown !== expected) wrong.push(`desk ${number} shows another state: ${firstDifference(shown, expected)}`)
      const tables = tablesOf(org)
      if (tables === sound) continue
      const kept = textOf(modelOf(readState(org.store.db)!))
      if (kept === expected) sound ??= tables
      else wrong.push(`desk ${number} keeps another state: ${firstDifference(kept, expected)}`)
    }
    for (const { org, number } of desks) {
      for (const text of wrongValues(this.base.line.concat(line), model, org)) wrong.push(`desk ${number} ${text}`)
    }
    for (const text of fallen(this.base.blueprint, rolesBefore, line, first.org)) wrong.push(text)
    for (const [id, { state }] of model.people) {
      const isHeld = [this.place, this.otherPlace].some((place) => place?.heldOf(id as StaffId) === true)
      if (state === 'purged' && isHeld) wrong.push('a place keeps values of somebody purged')
    }
    wrong.push(...this.look(first.org))
    return this.told(line)
  }

  private baseModel(): Model {
    return structuredClone(this.base.model)
  }

  told(line: readonly SettledJson[]): Told {
    const verdicts = count(line.map(({ entry }) => entry.verdict as string))
    const applied = count(
      line.flatMap(({ entry, change }) => (entry.verdict === 'applied' ? [change.kind as string] : [])),
    )
    return { seed: this.seed, wrong: this.wrong, entries: line.length, verdicts, applied, faults: this.faults }
  }
}

function count(words: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const word of words) counted[word] = (counted[word] ?? 0) + 1
  return counted
}

/** The permission that an edit decides about. */
function decidedBy(edit: RandomEdit | null): string | null {
  return edit?.intent.kind === 'grant.set' ? edit.intent.body.rows[0]!.permission : null
}

/** Hashes of values that an edit says were there before. */
function comparedWith({ kind, body }: Intent): string[] {
  if (kind !== 'staff.edit') return []
  return body.rows.flatMap(({ from }) =>
    [from.name, from.email].flatMap((one) => (one === undefined ? [] : [one.hash])),
  )
}

function lastSeqOf(base: BaseOrg): Map<string, number> {
  const last = new Map<string, number>()
  for (const { change } of base.line) last.set(change.key as string, change.seq as number)
  return last
}

/** What `readState` reads of what a history may change. */
function tablesOf({ store }: Org): string {
  const tables = ['personal_grant', 'assignment', 'place', 'role_grant', 'switch', 'enrolled_key', 'inbox_item']
  const rows = tables.map((table) => store.db.all(`SELECT * FROM ${table} ORDER BY 1, 2`))
  const people = store.db.all('SELECT id, name, email, role, state FROM staff ORDER BY id')
  return JSON.stringify([rows, people, store.db.all('SELECT name, registrar, sequencer FROM org')])
}

/** Every console keeps the values that the line names, and none of anybody purged. */
function wrongValues(line: readonly SettledJson[], model: Model, { store }: Org): string[] {
  const kept = store.db.all<{ hash: string; staffId: string }>('SELECT hash, staff_id AS staffId FROM personal')
  const isPurged = (staffId: string) => model.people.get(staffId)?.state === 'purged'
  const hashes = new Set(kept.map(({ hash }) => hash))
  const wrong = kept.some(({ staffId }) => isPurged(staffId)) ? ['keeps values of somebody purged'] : []
  const addresses = store.db.all<{ email: string; key: string | null }>(
    'SELECT email, email_key AS key FROM staff WHERE email IS NOT NULL',
  )
  if (addresses.some(({ email, key }) => key !== email.toLowerCase())) wrong.push('cannot find somebody by address')
  const named = line.flatMap(({ change, entry }) =>
    (change.kind === 'staff.add' || change.kind === 'staff.edit') && !wholes.has(entry.facts.because as string)
      ? (change.body.rows as Compared[])
      : [],
  )
  for (const { staffId, from, to } of named) {
    const lacks = [to.name, to.email, from?.name, from?.email].some((one) => one !== undefined && !hashes.has(one.hash))
    if (lacks && !isPurged(staffId)) wrong.push('has lost a value that the line names')
  }
  return wrong
}

interface Compared {
  readonly staffId: string
  readonly from: { name?: { hash: string }; email?: { hash: string } } | null
  readonly to: { name?: { hash: string }; email?: { hash: string } }
}

/** Refused before anybody looked at its rows: nobody needs the values. */
const wholes = new Set(['key-revoked', 'key-wrote-twice', 'other-history', 'author-not-active'])

/** Nobody falls, but by the guided way down, whose conditions the oracle looks at. */
function fallen(
  blueprint: string,
  before: ReadonlyMap<string, string>,
  line: readonly SettledJson[],
  { state }: Org,
): string[] {
  if (blueprint !== 'staff-ladder') return []
  const guided = new Set(
    line.flatMap(({ change, entry }) =>
      change.kind === 'staff.demote' && entry.verdict === 'applied' ? [change.body.rows[0].staffId as string] : [],
    ),
  )
  const { roles } = state().blueprint
  const rank = (role: string) => roles.findIndex(({ key }) => key === role)
  return [...before].flatMap(([id, role]) => {
    const now = state().staff.get(id as StaffId)!.role
    return rank(now) > rank(role) && !guided.has(id)
      ? [`somebody fell from ${role} to ${now} on a ladder that goes up only`]
      : []
  })
}

function firstDifference(a: string, b: string): string {
  let i = 0
  while (a[i] === b[i]) i += 1
  return `…${a.slice(Math.max(0, i - 80), i + 60)}… instead of …${b.slice(i, i + 60)}…`
}
