import { failed } from '../../shared/domain/result'
import { contract, type OperationName, type OperationResult } from '../../shared/operations/contract'
import type { Operation } from '../../shared/operations/operation'
import { type Lens, throughLens } from '../org/lens'
import type { Org } from '../org/Org'
import { followWithBackups } from '../org/followWithBackups'
import { followPlace } from './followPlace'
import { accessHandlers } from './accessHandlers'
import { auditHandlers } from './auditHandlers'
import { compareHandlers } from './compareHandlers'
import { definitionHandlers } from './definitionHandlers'
import { bulkHandlers } from './bulkHandlers'
import { coverHandlers } from './coverHandlers'
import { demotionHandlers } from './demotionHandlers'
import type { Desk, DeskHost } from './desk'
import { deskHandlers } from './deskHandlers'
import { deviceHandlers } from './deviceHandlers'
import { drawHandlers } from './drawHandlers'
import { draftHandlers } from './draftHandlers'
import { evidenceHandlers } from './evidenceHandlers'
import { expectationHandlers } from './expectationHandlers'
import { grantHandlers } from './grantHandlers'
import { historyHandlers } from './historyHandlers'
import { inboxHandlers } from './inboxHandlers'
import { hubHandlers } from './hubHandlers'
import { importHandlers } from './imports'
import { momentHandlers } from './momentHandlers'
import { invitationHandlers } from './invitationHandlers'
import { mergeHandlers } from './mergeHandlers'
import { operatorHandlers } from './operatorHandlers'
import { newPermissionHandlers } from './newPermissionHandlers'
import { orgHandlers } from './orgHandlers'
import { permissionHandlers } from './permissionHandlers'
import { placeHandlers } from './placeHandlers'
import { roleEditHandlers } from './roleEditHandlers'
import { reportHandlers } from './reportHandlers'
import { reviewHandlers } from './reviewHandlers'
import { roleHandlers } from './roleHandlers'
import type { OrgHandlers, Session } from './session'
import { viewHandlers } from './viewHandlers'
import { setupHandlers } from './setupHandlers'
import { settingsHandlers } from './settingsHandlers'
import { runningJobs } from './runningJobs'
import { sideHandlers } from './sideHandlers'
import { staffHandlers } from './staffHandlers'
import { syncHandlers } from './syncHandlers'
import { templateHandlers } from './templateHandlers'
import { staffTableHandlers } from './staffTableHandlers'

const handlersOfOrg: OrgHandlers = {
  ...orgHandlers,
  ...momentHandlers,
  ...viewHandlers,
  ...newPermissionHandlers,
  ...compareHandlers,
  ...auditHandlers,
  ...reportHandlers,
  ...reviewHandlers,
  ...evidenceHandlers,
  ...historyHandlers,
  ...staffHandlers,
  ...coverHandlers,
  ...demotionHandlers,
  ...bulkHandlers,
  ...staffTableHandlers,
  ...mergeHandlers,
  ...invitationHandlers,
  ...roleHandlers,
  ...roleEditHandlers,
  ...sideHandlers,
  ...drawHandlers,
  ...definitionHandlers,
  ...grantHandlers,
  ...draftHandlers,
  ...permissionHandlers,
  ...expectationHandlers,
  ...placeHandlers,
  ...accessHandlers,
  ...importHandlers,
  ...syncHandlers,
  ...inboxHandlers,
  ...deviceHandlers,
  ...hubHandlers,
  ...operatorHandlers,
  ...setupHandlers,
  ...templateHandlers,
  ...settingsHandlers,
}

type AnyHandler = (first: unknown, input: unknown, session: Session) => Promise<OperationResult<OperationName>>

/** A desk on which every operation of the contract can be called: one for each window, one for a run of the command line. */
export function createDesk(host: DeskHost): Desk {
  let org: Org | null = null
  let stopListening = () => {}
  let stopExchanging = () => {}
  let lastExchange: Promise<unknown> = Promise.resolve()
  const jobs = runningJobs()
  let moment: Org | null = null
  let lens: Lens | null = null
  let moments: readonly Org[] = []

  const comparisons: Session['comparisons'] = new Map()

  function closeComparisons(): void {
    for (const one of comparisons.values()) one.close()
    comparisons.clear()
  }

  function closeMoments(): void {
    for (const one of moments) one.close()
    moments = []
    moment = null
  }

  const session: Session = {
    host,
    get org() {
      return org
    },
    get moment() {
      return moment
    },
    get lens() {
      return lens
    },
    useLens: (next) => {
      lens = next
      host.emit?.('org.changed', { n: org?.revision().n ?? null })
    },
    get moments() {
      return moments
    },
    useMoment: (next) => {
      moment = next
      if (next !== null && !moments.includes(next)) {
        // Two moments are as much as comparing one with another takes.
        for (const one of moments.slice(0, -1)) one.close()
        moments = [...moments.slice(-1), next]
      }
      host.emit?.('org.changed', { n: org?.revision().n ?? null })
    },
    hubPasswords: new Map(),
    exchangeAlone: (run) => {
      const next = lastExchange.then(run, run)
      lastExchange = next.catch(() => {})
      return next
    },
    followPlace: () => {
      stopExchanging()
      stopExchanging = org === null ? () => {} : followPlace(session, org)
    },
    useOrg: (next) => {
      stopListening()
      stopExchanging()
      closeMoments()
      lens = null
      org?.close()
      session.imports.clear()
      closeComparisons()
      org = next
      const news = next?.onChanged(({ n }) => host.emit?.('org.changed', { n })) ?? (() => {})
      const backups = next === null || host.keepsBackups !== true ? () => {} : followWithBackups(next, host.home)
      stopListening = () => {
        news()
        backups()
      }
      host.emit?.('org.changed', { n: next?.revision().n ?? null })
      session.followPlace()
    },
    imports: new Map(),
    comparisons,
    watch: async (job, run) =>
      run({
        onProgress: (phase, count, total) => {
          if (job !== undefined) host.emit?.('job.progress', { job, phase, done: count, total })
        },
        isCancelled: () => job !== undefined && jobs.isCancelled(job),
      }),
    cancel: (job) => jobs.cancel(job),
  }

  async function callUnknown(name: string, input: unknown): Promise<OperationResult<OperationName>> {
    if (!Object.hasOwn(contract, name)) {
      return failed('bad-input', `There is no operation “${name.slice(0, 80)}”. The contract lists them all.`, {
        at: 'name',
      })
    }
    const operation: Operation = contract[name as OperationName]
    const parsed = operation.input.safeParse(input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const at = issue?.path.join('.') ?? ''
      return failed(
        'bad-input',
        `${at === '' ? 'The input' : `“${at}”`} of ${name} cannot be used: ${issue?.message}.`,
        { at },
      )
    }
    const { job } = parsed.data as { readonly job?: unknown }
    // Whoever asks a job to stop names it too, and is not part of it.
    return jobs.run(name === 'job.cancel' ? undefined : job, () =>
      answer(name as OperationName, operation, parsed.data),
    )
  }

  async function answer(
    name: OperationName,
    operation: Operation,
    input: unknown,
  ): Promise<OperationResult<OperationName>> {
    if (operation.scope === 'desk') {
      return (deskHandlers[name as keyof typeof deskHandlers] as AnyHandler)(session, input, session)
    }
    if (org === null) return failed('no-org-open', 'No organization is open. Open one first.')
    org.refresh()
    const own = moment ?? org
    // Where somebody looks, and through whose eyes, they decide as themselves.
    const isAboutView = name === 'org.travel' || name === 'org.viewAs'
    const shown = lens === null || isAboutView ? own : throughLens(own, lens)
    if (operation.writes && shown.mode === 'read-only') {
      return failed(
        'read-only',
        `${shown.readOnlyBecause ?? 'This organization is open for reading only.'} Nothing was changed.`,
      )
    }
    return (handlersOfOrg[name as keyof OrgHandlers] as unknown as AnyHandler)(shown, input, session)
  }

  return {
    call: callUnknown as Desk['call'],
    callUnknown,
    get org() {
      return org
    },
    close: () => {
      stopListening()
      stopExchanging()
      closeMoments()
      closeComparisons()
      org?.close()
      org = null
    },
  }
}
