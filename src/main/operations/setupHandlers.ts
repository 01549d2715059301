import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { findPermission, findRole } from '../../shared/domain/cellReach'
import type { AccessDifference } from '../../shared/domain/decision'
import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { Setup } from '../../shared/domain/setup'
import type { OperationOutput } from '../../shared/operations/contract'
import { readSetup, type SetupFile, setupFileLimits } from '../exchange/setup/readSetup'
import { changesNothing, planSetup, type SetupSurroundings } from '../exchange/setup/planSetup'
import {
  checkLocation,
  checkSteps,
  previewSetup,
  previewSteps,
  type SetupPreview,
} from '../exchange/setup/previewSetup'
import type { SetupPlan } from '../exchange/setup/setupPlan'
import { writeSetup } from '../exchange/setup/writeSetup'
import { writeYamlFile } from '../exchange/setup/writeYamlFile'
import type { GapFix } from '../engine/closeGaps'
import type { Gap } from '../engine/findGaps'
import { describeGap, describeGapFix } from '../engine/gapWords'
import type { Rules } from '../engine/compileRules'
import { listNames } from '../engine/wording'
import type { Org } from '../org/Org'
import { runInSteps } from '../org/runInSteps'
import { draftKey, findDraft } from '../store/queries/drafts'
import { permissionName, presentApplied, presentPlace } from './present'
import { seeingPerson, seenBy } from './seenBy'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `setup.${string}` | `gap.${string}`>
type Plan = OperationOutput<'setup.plan'>

const peopleShown = 200
const draftLimit = 2_000_000

export const setupHandlers: Pick<OrgHandlers, Handled> = {
  'setup.plan': (org, input, session) =>
    session.watch(input.job, async (watch) => {
      const file = 'path' in input ? await readSetupFile(input.path) : null
      if (file?.ok === false) return file
      const setup = file === null ? (input as { setup: Setup }).setup : file.value.value
      const surroundings = surroundingsOf(org)
      const plan = planSetup(org.state(), setup, surroundings)
      if (plan.problems.length > 0) return done(presentPlan(org, setup, plan, null, file?.value ?? null))
      const steps = previewSetup(org, plan, surroundings)
      const preview = await runInSteps(steps, watch, 'Looking at the plan', previewSteps(org))
      if (preview === undefined) return failed('cancelled', 'Stopped. The plan was not looked at to its end.')
      return done(presentPlan(org, setup, plan, preview.value, file?.value ?? null))
    }),

  'setup.apply': (org, { setup, job }, session) =>
    session.watch(job, async (watch) => {
      const plan = planSetup(org.state(), setup, surroundingsOf(org))
      const [problem] = plan.problems
      if (problem !== undefined || plan.location === null) {
        const because = plan.problems.map(({ code, text }) => ({ code, text }))
        return failed('bad-setup', `${problem?.text ?? 'This setup names no location.'} Nothing was changed.`, {
          at: problem?.path.join('.') ?? 'location',
          because,
        })
      }
      if (changesNothing(plan)) {
        return failed('nothing-to-change', 'Everything is there already: there is nothing to change.')
      }
      const { newcomers: _newcomers, ...wanted } = writeSetup(
        plan,
        session.host.sources,
        org.state().blueprint.roles[0]!.key,
      )
      const applied = await org.applyInSteps(wanted, {
        onProgress: (count, total) => {
          watch.onProgress('Applying', count, total)
          return !watch.isCancelled()
        },
      })
      return applied.ok ? done({ ...presentApplied(applied.value), location: plan.location }) : applied
    }),

  'setup.save': (_org, { setup, path, replace }) => writeYamlFile(resolve(path), setup, replace),

  'setup.readDraft': (org) => {
    const draft = org.draftOwner === null ? undefined : findDraft(org.store.db, draftKey(org.draftOwner, 'setup'))
    if (draft === undefined) return done({ draft: null, savedAtMs: null })
    return done({
      draft: JSON.parse(draft.edits) as Exclude<OperationOutput<'setup.readDraft'>['draft'], undefined>,
      savedAtMs: draft.savedAtMs,
    })
  },

  'setup.saveDraft': (org, { draft }) => {
    const edits = JSON.stringify(draft)
    if (edits.length > draftLimit) return failed('too-large', 'This setup is too large to be kept unfinished.')
    org.saveDraft(draft === null ? null : { edits, note: '', savedAtMs: org.now() }, 'setup')
    return done({})
  },

  'gap.check': (org, { at, job }, session) =>
    session.watch(job, async (watch) => {
      if (!org.state().places.has(at)) {
        return failed('unknown-place', `There is no place “${at}” in this organization.`)
      }
      const steps = checkLocation(org, at, surroundingsOf(org))
      const found = await runInSteps(steps, watch, 'Looking for gaps', checkSteps(org))
      if (found === undefined) return failed('cancelled', 'Stopped. Not all gaps were looked for.')
      const { rules, gaps, fixes } = found.value
      return done(presentGaps(org, org.state(), rules, gaps, fixes))
    }),
}

function surroundingsOf(org: Org): SetupSurroundings {
  const { places, hiddenRoles } = seenBy(org)
  const seesEverybody = places === null && hiddenRoles.length === 0
  return { atMs: org.now(), sees: (staffId) => seeingPerson(org, staffId), seesEverybody }
}

/** Looks at the size first, so that nothing huge is loaded. */
async function readSetupFile(path: string): Promise<Result<SetupFile<Setup>, 'bad-setup' | 'file-not-found'>> {
  const text = await readSmallFile(path)
  return text.ok ? readSetup(text.value) : text
}

export async function readSmallFile(path: string): Promise<Result<string, 'bad-setup' | 'file-not-found'>> {
  const name = basename(path)
  try {
    const facts = await stat(resolve(path))
    if (facts.isDirectory()) return failed('bad-setup', `${name} is a folder. Choose a YAML file in it.`)
    if (facts.size > setupFileLimits.bytes) {
      return failed('bad-setup', `${name} is larger than ${setupFileLimits.bytes / 1e6} MB, too large for a setup.`)
    }
    return done(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(resolve(path))))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return failed('bad-setup', `${name} is not text in UTF-8.`)
    if (code === 'ENOENT') return failed('file-not-found', `There is no file ${path}. Check the name and the folder.`)
    return failed('file-not-found', `${path} cannot be read (${code ?? String(error)}). Check that it may be opened.`)
  }
}

function presentPlan(
  org: Org,
  setup: Setup,
  plan: SetupPlan,
  preview: SetupPreview | null,
  file: SetupFile<Setup> | null,
): Plan {
  const after = preview?.after ?? null
  const state = after?.state ?? org.state()
  const refusal = preview?.refusal ?? null
  const located = file?.locate(plan.problems)
  const people = preview === null || after === null ? [] : presentPeople(org, after.state, preview)
  const isNothing = refusal?.because?.[0]?.code === 'nothing-to-change'
  return {
    location: plan.location === null ? null : { ...presentPlace(state, plan.location), name: setup.location.name },
    setup,
    lines: plan.lines.map(({ mark, about, text }) => ({ mark, about, text })),
    counts: {
      add: plan.lines.filter((line) => line.mark === '+').length,
      change: plan.lines.filter((line) => line.mark === '~').length,
      same: plan.lines.filter((line) => line.mark === '=').length,
    },
    problems:
      located === undefined
        ? plan.problems.map(({ code, text, path }) => ({ code, text, at: path.join('.'), path: [...path] }))
        : located.map(({ line, column, code, text }) => ({
            code,
            text,
            at: `line ${line}, column ${column}`,
            path: [],
          })),
    refusedBecause:
      refusal === null || isNothing
        ? []
        : refusal.because === undefined || refusal.because.length === 0
          ? [{ code: refusal.code, text: refusal.message }]
          : [...refusal.because],
    isAuthorityChecked: org.actor !== null,
    people: people.slice(0, peopleShown),
    peopleGaining: people.filter((person) => person.gains.length > 0).length,
    peopleLosing: people.filter((person) => person.loses.length > 0).length,
    missing: (preview?.missing ?? []).map(({ role, atLeast, there }) => {
      const name = findRole(state.blueprint, role)?.name ?? role
      const found = there === 0 ? 'nobody is' : there === 1 ? 'one is' : `${there} are`
      return `${name}: ${atLeast} wanted at ${setup.location.name}, ${found} assigned to it.`
    }),
    ...(after === null || preview === null
      ? { gaps: [], fixes: [] }
      : presentGaps(org, after.state, after.rules, preview.gaps, preview.fixes)),
  }
}

/** Who gains and loses what, one sentence for each person whom the reader may see or invites now. */
function presentPeople(org: Org, after: OrgState, preview: SetupPreview): Plan['people'] {
  const before = org.state()
  const byPerson = new Map<StaffId, { gain: AccessDifference[]; lose: AccessDifference[] }>()
  for (const side of ['gain', 'lose'] as const) {
    for (const difference of preview.difference[side]) {
      const { staffId } = difference
      const isNew = !before.staff.has(staffId)
      if (!isNew && seeingPerson(org, staffId) === 'hidden') continue
      const found = byPerson.get(staffId) ?? { gain: [], lose: [] }
      found[side].push(difference)
      byPerson.set(staffId, found)
    }
  }
  return [...byPerson].map(([staffId, { gain, lose }]) => {
    const person = after.staff.get(staffId)
    const isNew = !before.staff.has(staffId)
    const name = person?.name ?? 'A deleted person'
    const gains = gain.map((one) => permissionName(after, one.permission))
    const loses = lose.map((one) => permissionName(after, one.permission))
    const isMasked = !isNew && seeingPerson(org, staffId) !== 'full'
    const text = [
      gains.length === 0 ? '' : `${name} gains ${listNames(gains)}${where(after, gain)}.`,
      loses.length === 0 ? '' : `${name} loses ${listNames(loses)}${where(after, lose)}.`,
    ]
    return {
      name,
      email: isMasked ? null : (person?.email ?? null),
      isNew,
      gains,
      loses,
      text: text.filter((each) => each !== '').join(' '),
    }
  })
}

function where(state: OrgState, differences: readonly AccessDifference[]): string {
  const places = new Set(differences.flatMap((one) => one.places ?? []))
  if (places.size === 0) return ''
  const some = differences.some((one) => one.places === null)
  return some ? '' : ` at ${listNames([...places].map((id) => state.places.get(id)?.name ?? id))}`
}

function presentGaps(
  org: Org,
  state: OrgState,
  rules: Rules,
  gaps: readonly Gap[],
  fixes: readonly GapFix[],
): Pick<Plan, 'gaps' | 'fixes'> {
  const seen = seenBy(org)
  const isPartial = seen.places !== null || seen.hiddenRoles.length > 0
  return {
    gaps: gaps.map((gap) => ({
      kind: gap.kind,
      permission: gap.permission,
      permissionName: permissionName(state, gap.permission),
      area: findPermission(state.blueprint, gap.permission)?.area ?? '',
      isByPlace: gap.isByPlace,
      places: gap.places.map((id) => presentPlace(state, id)),
      text: describeGap(rules, gap, isPartial),
    })),
    fixes: fixes.map((fix) => {
      const person = 'staffId' in fix ? state.staff.get(fix.staffId) : undefined
      return {
        kind: fix.kind,
        text: describeGapFix(rules, fix, gaps),
        closes: [...fix.closes],
        staffId: person?.id ?? null,
        name: person?.name ?? null,
        email: person?.email ?? null,
        role: fix.kind === 'invite' ? fix.role : person!.role,
        products: fix.kind === 'invite' ? [...fix.products] : [],
        permission: fix.kind === 'grant' ? fix.permission : null,
      }
    }),
  }
}
