import { resolve } from 'node:path'
import type { z } from 'zod'
import { findPermission } from '../../shared/domain/cellReach'
import type { Request } from '../../shared/domain/decision'
import type { StaffId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import type { question } from '../../shared/operations/access'
import { access } from '../engine/access'
import { touchingPeople } from '../engine/touchingPeople'
import { checkRequest } from '../engine/checkRequest'
import { explain } from '../engine/explain'
import { writeCsvFile } from '../exchange/writeCsvFile'
import type { Org } from '../org/Org'
import { findPerson, presentPlace } from './present'
import { listHolders } from './readHolders'
import type { OrgHandlers } from './session'

type Handled = Exclude<Extract<keyof OrgHandlers, `access.${string}`>, 'access.compare'>
type Question = z.output<typeof question>
type QuestionFailure = 'no-such-person' | 'unknown-permission' | 'unknown-place' | 'bad-question'

export const accessHandlers: Pick<OrgHandlers, Handled> = {
  'access.can': (org, { atMs, ...asked }) => answerQuestion(org, asked, atMs ?? org.now(), ''),

  'access.canBatch': (org, { questions }) => {
    const atMs = org.now()
    const answers: OperationOutput<'access.canBatch'> = []
    for (const [index, asked] of questions.entries()) {
      const answer = answerQuestion(org, asked, atMs, `Question ${index + 1}: `)
      if (!answer.ok) return { ok: false, error: { ...answer.error, at: `questions.${index}` } }
      answers.push(answer.value)
    }
    return done(answers)
  },

  'access.ask': (org, { do: wanted, atMs, ...rest }) => {
    const found = findPerson(org, rest.who)
    if (found === undefined || found.masked) return noSuchPerson(rest.who)
    const { blueprint } = org.state()
    const areaNames = new Map(blueprint.areas.map((area) => [area.key, area.name]))
    // About a person, only what looks at people is asked; of the others they are no part.
    const touching = rest.on === undefined ? null : touchingPeople(org.rules())
    const fitting = blueprint.permissions.filter(({ key }) => touching?.has(key) ?? true).map(({ key }) => key)
    const asked = wanted === undefined ? fitting : [wanted]
    const answers: OperationOutput<'access.ask'> = []
    for (const permission of asked) {
      const answer = answerQuestion(org, { ...rest, do: permission }, atMs ?? org.now(), '')
      if (!answer.ok) return answer
      const described = findPermission(blueprint, permission)
      answers.push({
        permission,
        name: described?.name ?? permission,
        area: areaNames.get(described?.area ?? '') ?? '',
        answer: answer.value,
      })
    }
    return done(answers)
  },

  'access.whoCan': (org, input) => {
    const state = org.state()
    if (findPermission(state.blueprint, input.do) === undefined) return unknownPermission(input.do)
    if (input.at !== undefined && !state.places.has(input.at)) {
      return failed('unknown-place', `There is no place “${input.at}” in this organization.`)
    }
    return done(
      listHolders(org, input).map((holder) => {
        const person = state.staff.get(holder.staffId)!
        return {
          staffId: holder.staffId,
          name: person.name,
          email: person.email,
          role: person.role as string,
          reach: holder.reach,
          places: holder.places?.map((place) => presentPlace(state, place)) ?? null,
        }
      }),
    )
  },

  'access.ofPerson': (org, { who, all }) => {
    const found = findPerson(org, who)
    if (found === undefined || found.masked) return noSuchPerson(who)
    return done(listAccess(org, found.person.id, all))
  },

  'access.export': (org, { who, path, permissions, replace }) => {
    const found = findPerson(org, who)
    if (found === undefined || found.masked) return noSuchPerson(who)
    const unknown = permissions?.find((key) => findPermission(org.state().blueprint, key) === undefined)
    if (unknown !== undefined) return unknownPermission(unknown)
    const wanted = permissions === undefined ? null : new Set(permissions)
    const lines = listAccess(org, found.person.id, true).filter((line) => wanted?.has(line.permission) ?? true)
    const target = resolve(path)
    const { name, email } = found.person
    const header = ['Person', 'E-mail', 'Permission', 'Key', 'Area', 'Reach', 'Where', 'Because']
    const rows = lines.map((line) => [
      name ?? '',
      email ?? '',
      line.name,
      line.permission,
      line.area,
      line.reach,
      line.reach === 'none' ? '' : (line.places?.map((place) => place.name).join('; ') ?? 'everywhere'),
      line.because.map((reason) => reason.text).join(' '),
    ])
    const written = writeCsvFile(target, header, rows, replace)
    return written.ok ? done({ path: target, lines: lines.length, ...written.value }) : written
  },
}

/** One line a permission, in the blueprint's order; with `all`, also those not held, with what stands against them. */
function listAccess(org: Org, who: StaffId, all: boolean): OperationOutput<'access.ofPerson'> {
  const state = org.state()
  const { blueprint } = state
  const atMs = org.now()
  const areaNames = new Map(blueprint.areas.map((area) => [area.key, area.name]))
  const heldByKey = new Map(access(org.rules(), who, atMs).map((held) => [held.permission, held]))
  return blueprint.permissions.flatMap(({ key, name, area }) => {
    const held = heldByKey.get(key)
    if (held === undefined && !all) return []
    return [
      {
        permission: key,
        name,
        area: areaNames.get(area) ?? '',
        reach: held?.reach ?? 'none',
        places: held?.places?.map((place) => presentPlace(state, place)) ?? null,
        because: [...(held ?? explain(org.rules(), { who, do: key, atMs })).because],
      },
    ]
  })
}

function answerQuestion(
  org: Org,
  asked: Question,
  atMs: number,
  prefix: string,
): Result<OperationOutput<'access.can'>, QuestionFailure> {
  const request = resolvePeople(org, asked, atMs)
  if (!request.ok) return failed(request.error.code, prefix + request.error.message)
  const checked = checkRequest(org.rules(), request.value)
  if (!checked.ok) return failed(checked.error.code as QuestionFailure, prefix + checked.error.message)
  const decision = explain(org.rules(), request.value)
  return done({
    allowed: decision.allowed,
    reach: decision.reach,
    because: [...decision.because],
    wouldNeed: decision.wouldNeed.map((together) => [...together]),
  })
}

/** E-mails become ids; people the reader may not see do not exist. */
function resolvePeople(org: Org, asked: Question, atMs: number): Result<Request, QuestionFailure> {
  const missing: string[] = []
  const idOf = (who: string): StaffId => {
    const found = findPerson(org, who)
    if (found === undefined) missing.push(who)
    return (found?.person.id ?? who) as StaffId
  }
  const { who, createdBy, sharedWith, on, ...rest } = asked
  const request: Request = {
    ...rest,
    who: idOf(who),
    ...(createdBy === undefined ? {} : { createdBy: idOf(createdBy) }),
    ...(sharedWith === undefined ? {} : { sharedWith: sharedWith.map(idOf) }),
    ...(on === undefined ? {} : { on: idOf(on) }),
    atMs,
  }
  return missing[0] === undefined ? done(request) : noSuchPerson(missing[0])
}

function noSuchPerson(who: string): ReturnType<typeof failed<'no-such-person'>> {
  return failed('no-such-person', `There is nobody “${who}” in this organization, or you may not see them.`)
}

function unknownPermission(key: string): ReturnType<typeof failed<'unknown-permission'>> {
  return failed(
    'unknown-permission',
    `There is no permission “${key}” in this organization. \`grant list\` and the Permissions screen show them all.`,
  )
}
