import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { compileRules } from '../../src/main/engine/compileRules'
import { indexPeople } from '../../src/main/engine/peopleIndex'
import { shippedBlueprints } from '../../src/main/org/shippedBlueprints'
import type { Request } from '../../src/shared/domain/decision'
import type { PermissionKey, PlaceId, RoleKey } from '../../src/shared/domain/ids'
import type { OrgState } from '../../src/shared/domain/orgState'
import { formatReport, type PeerTimes } from './formatReport'
import { limitDecides, makeLimit } from './limit'
import { makeOrg, makeRandom, nowMs } from './makeOrg'
import { hashOf, mediansInTurn, medianMs, usedBytes } from './measure'
import { edited, measureOurs, type Edit, type OurTimes } from './ours'
import { peers, type Decide, type Peer } from './peers'
import { makeQuestions, type Question } from './subjects'
import { wideBlueprint } from './wideBlueprint'

const people = Number(process.env['ROLECALL_BENCH_PEOPLE'] ?? 100_000)
const morePeople = Number(process.env['ROLECALL_BENCH_MORE'] ?? 1_000_000)
const placeCount = 200

const ask = { permission: 'thing0.use' as PermissionKey, place: 'group:p7' as PlaceId }
const edit: Edit = { role: 'member' as RoleKey, permission: 'thing3.use' as PermissionKey, reach: 'all' }

const state = makeOrg(wideBlueprint(), people, placeCount)
const questions = makeQuestions(state, 50_000)
const say = (text: string): void => void process.stderr.write(`${text}\n`)

// Ours is measured first: a small organization warms the compiler up, as a peer's first run does for it.
say('Rolecall')
const small = makeOrg(wideBlueprint(), Math.min(people, 10_000), placeCount)
await measureOurs(small, makeQuestions(small, 20_000).map(toRequest), ask, edit)
const ours = await measureOurs(state, questions.map(toRequest), ask, edit)
const limit = await measureLimit()
const measured: PeerTimes[] = []
for (const peer of peers) {
  say(peer.name)
  measured.push(await measurePeer(peer))
}
const whole: [string, OurTimes][] = []
for (const blueprint of shippedBlueprints()) {
  say(blueprint.id)
  whole.push([blueprint.id, await measureWhole(makeOrg(blueprint, people, placeCount))])
}
say(`${morePeople} people`)
const many = makeOrg(wideBlueprint(), morePeople, placeCount)
const more = await measureOurs(many, makeQuestions(many, 50_000).map(toRequest), ask, edit)

console.log(
  formatReport({
    about: {
      machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
      node: process.version,
      date: new Date().toISOString().slice(0, 10),
      places: placeCount,
      permissions: state.blueprint.permissions.length,
    },
    ours,
    limit,
    peers: measured,
    whole,
    more,
  }),
)

function toRequest({ who, do: permission, place, createdBy }: Question): Request {
  return { who, do: permission, at: [place!], createdBy: createdBy!, atMs: nowMs }
}

async function measurePeer(peer: Peer): Promise<PeerTimes> {
  const sample = questions.slice(0, peer.decisions)
  const isSlow = peer.decisions < 1000
  const asked = isSlow ? [...state.staff.keys()].slice(0, peer.decisions) : [...state.staff.keys()]
  const needed = isSlow ? [...sample, ...asked.map((who) => ({ ...questions[0]!, who }))] : sample
  const startBytes = usedBytes()
  let decide: Decide = await peer.setUp(state, needed)
  const bytes = usedBytes() - startBytes
  const setUpMs = await mediansInTurn(isSlow ? 1 : 5, {
    peer: async () => {
      decide = await peer.setUp(state, needed)
    },
    compile: () => void compileRules(state),
    index: () => void indexPeople(ours.rules, nowMs),
  })
  const answers: boolean[] = []
  const { byIdIndexed, indexed } = ours.decisions.decideAll
  const turnMs = await mediansInTurn(isSlow ? 1 : 9, {
    peer: async () => {
      answers.length = 0
      await askAll(decide, sample, answers)
    },
    byIdIndexed,
    indexed,
  })
  const peerNs = (turnMs.peer * 1e6) / sample.length
  const wanted = ours.answers.slice(0, sample.length)
  const scale = state.staff.size / asked.length
  const here = asked.map((who): Question => ({ who, do: ask.permission, place: ask.place, createdBy: null }))
  const holders: boolean[] = []
  const whoCanMs =
    (await medianMs(isSlow ? 1 : 3, async () => {
      holders.length = 0
      await askAll(decide, here, holders)
    })) * scale
  const count = holders.filter(Boolean).length
  if (!isSlow && count !== ours.whoCanCount) throw new Error(`${peer.name}: ${count} holders, not ${ours.whoCanCount}`)
  return {
    name: peer.name,
    version: peer.packageName === null ? '' : versionOf(peer.packageName),
    isPeer: peer.packageName !== null,
    isScaled: isSlow,
    decisionNs: peerNs,
    timesById: (peerNs * ours.decisions.count) / (turnMs.byIdIndexed * 1e6),
    timesByHandle: (peerNs * ours.decisions.count) / (turnMs.indexed * 1e6),
    decisions: sample.length,
    hash: hashOf(answers),
    isSame: hashOf(answers) === hashOf(wanted),
    setUpMs: setUpMs.peer,
    timesCompile: setUpMs.compile / setUpMs.peer,
    timesIndex: setUpMs.index / setUpMs.peer,
    setUpMb: bytes / 1e6,
    isSetUpPartial: isSlow,
    whoCanMs,
    ...(await measureEverybody(peer, decide)),
  }
}

/** Full matrix and what-if need a question without a record, which Cedar does not have. */
async function measureEverybody(
  peer: Peer,
  decide: Decide,
): Promise<{ matrixMs: number | null; whatIfMs: number | null }> {
  if (peer.packageName?.includes('cedar') === true) return { matrixMs: null, whatIfMs: null }
  const everyone = [...state.staff.keys()]
  const anyOf = (who: (typeof everyone)[number], permission: PermissionKey): Question => ({
    who,
    do: permission,
    place: null,
    createdBy: null,
  })
  const sample = everyone.slice(0, peer.decisions < 1000 ? peer.decisions : 2000)
  const cells = sample.flatMap((who) => state.blueprint.permissions.map(({ key }) => anyOf(who, key)))
  const matrixMs =
    (await medianMs(peer.decisions < 1000 ? 1 : 3, () => askAll(decide, cells, []))) * (everyone.length / sample.length)
  const after = await peer.setUp(
    edited(state, edit),
    sample.map((who) => anyOf(who, edit.permission)),
  )
  const asked = (peer.decisions < 1000 ? sample : everyone).map((who) => anyOf(who, edit.permission))
  let names: string[] = []
  const whatIfMs =
    (await medianMs(peer.decisions < 1000 ? 1 : 3, async () => {
      const before: boolean[] = []
      const then: boolean[] = []
      await askAll(decide, asked, before)
      await askAll(after, asked, then)
      names = asked.flatMap(({ who }, number) => (before[number] === then[number] ? [] : [state.staff.get(who)!.name!]))
    })) *
    (everyone.length / asked.length)
  if (asked.length === everyone.length && names.length !== ours.whatIfNames.length) {
    throw new Error(`${peer.name}: ${names.length} names, not ${ours.whatIfNames.length}`)
  }
  return { matrixMs, whatIfMs }
}

async function askAll(decide: Decide, list: readonly Question[], answers: boolean[]): Promise<void> {
  for (const question of list) {
    const answer = decide(question)
    answers.push(typeof answer === 'boolean' ? answer : await answer)
  }
}

async function measureLimit(): Promise<{
  decisionNs: number
  timesByHandle: number
  whoCanMs: number
  matrixMs: number
  whatIfMs: number
  isSame: boolean
}> {
  const arrays = makeLimit(state)
  const numbers = questions.map(arrays.numbers)
  const [who, permission, place, createdBy] = [0, 1, 2, 3].map((part) =>
    Int32Array.from(numbers, (one) => one[part]!),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array]
  const answers: boolean[] = Array.from({ length: questions.length }, () => false)
  const ms = await mediansInTurn(15, {
    limit: () => {
      for (let one = 0; one < who.length; one += 1) {
        answers[one] = limitDecides(arrays, who[one]!, permission[one]!, place[one]!, createdBy[one]!)
      }
    },
    indexed: ours.decisions.decideAll.indexed,
  })
  const asked = arrays.numbers({ who: questions[0]!.who, do: ask.permission, place: ask.place, createdBy: null })
  const found = new Uint32Array(state.staff.size)
  const whoCanMs = await medianMs(9, () => {
    let count = 0
    for (let one = 0; one < found.length; one += 1) {
      if (limitDecides(arrays, one, asked[1], asked[2], -1)) found[count++] = one
    }
  })
  const out = new Uint8Array(state.staff.size * arrays.permissions)
  const matrixMs = await medianMs(5, () => {
    for (let one = 0, to = 0; one < found.length; one += 1) {
      for (let from = arrays.keyOf[one]! * arrays.permissions, end = from + arrays.permissions; from < end; from += 1) {
        out[to++] = arrays.reach[from]!
      }
    }
  })
  const changed = state.blueprint.permissions.findIndex((one) => one.key === edit.permission)
  const after = makeLimit(edited(state, edit))
  const whatIfMs = await medianMs(9, () => {
    let count = 0
    for (let one = 0; one < found.length; one += 1) {
      const key = arrays.keyOf[one]! * arrays.permissions + changed
      if (arrays.reach[key] !== after.reach[key]) found[count++] = one
    }
  })
  const isSame = hashOf(answers) === hashOf(ours.answers)
  return {
    decisionNs: (ms.limit * 1e6) / questions.length,
    timesByHandle: ms.indexed / ms.limit,
    whoCanMs,
    matrixMs,
    whatIfMs,
    isSame,
  }
}

/** The whole model: facts, owners, sharing, and people as targets. */
function measureWhole(org: OrgState): Promise<OurTimes> {
  const random = makeRandom(11)
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!
  const staff = [...org.staff.values()]
  const places = [...org.places.keys()]
  const requests = Array.from({ length: 50_000 }, (): Request => {
    const person = pick(staff)
    const about = { who: person.id, do: pick(org.blueprint.permissions).key, atMs: nowMs }
    if (random() < 0.15) return { ...about, on: pick(staff).id }
    const own = person.assignments.map((one) => one.place)
    return {
      ...about,
      at: [random() < 0.5 ? pick(own) : pick(places)],
      createdBy: random() < 0.5 ? person.id : pick(staff).id,
      sharedWith: random() < 0.3 ? [person.id] : [],
      facts: Object.fromEntries(org.blueprint.facts.map(({ key }) => [key, random() < 0.5])),
    }
  })
  const permission = org.blueprint.permissions.find((one) => one.class === 'place') ?? org.blueprint.permissions[0]!
  const editedCell = org.blueprint.permissions.find((one) => one.class === 'org' && one.editable)!
  const role = org.blueprint.roles.at(-1)!
  const reach = editedCell.grants[role.key] === 'all' ? 'none' : 'all'
  const place = places.find((one) => one.startsWith(`${org.blueprint.scopeKinds.at(-1)}:`)) ?? places[0]!
  return measureOurs(
    org,
    requests,
    { permission: permission.key, place },
    { role: role.key, permission: editedCell.key, reach },
  )
}

function versionOf(packageName: string): string {
  const text = readFileSync(`node_modules/${packageName}/package.json`, 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
