import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Intent } from '../../shared/domain/change'
import { done, failed, type Result } from '../../shared/domain/result'
import type { Applied, ApplyFailure, Org } from '../org/Org'
import type { OperationInput, OperationResult } from '../../shared/operations/contract'
import type { Watch } from '../org/runInSteps'
import { readHubUrl } from '../store/hub/hubUrl'
import { stopped } from '../sync/Visit'
import { exchangeAt, type ExchangePlace, keepPassword, type MeetingPlace } from './exchangeAt'
import { presentApplied } from './present'
import { compareArrived } from './compareArrived'
import { arrivalsOf, findMeetingPlace, readSyncStatus } from './readSyncStatus'
import { readPlace, writePlace } from './rememberedPlaces'
import type { OrgHandlers, Session } from './session'

type Handled = 'sync.exchange' | 'sync.status' | 'sync.arrived' | 'sync.place' | 'sync.setPlace' | 'sync.setSequencer'

export const syncHandlers: Pick<OrgHandlers, Handled> = {
  'sync.exchange': (org, { folder, hub, file, beginAnew, job }, session) =>
    session.watch(job, (watch) => {
      const place: Result<ExchangePlace, 'no-place'> =
        file === undefined
          ? choosePlace(org, session, { folder, hub, beginAnew })
          : done({ kind: 'mail', address: file })
      if (!place.ok) return Promise.resolve(place)
      return inTurn(session, watch, () =>
        exchangeAt(session, session.org ?? org, place.value, { ...watch, job: job ?? '' }),
      )
    }),

  'sync.status': (org, input, session) => done(readSyncStatus(org.asOf?.today ?? org, input, session)),

  'sync.arrived': (shown, { sinceMs, job }, session) =>
    session.watch(job, (watch) => {
      const org = shown.asOf?.today ?? shown
      return compareArrived(org, session, arrivalsOf(org, session, sinceMs), watch)
    }),

  'sync.place': (org, _input, { host }) => done(readPlace(host.home, org.orgId)),

  'sync.setPlace': (org, { place: wanted, byItself }, session) => {
    const { home } = session.host
    const before = readPlace(home, org.orgId)
    const place = wanted === undefined ? done(before.place) : findPlace(session, wanted)
    if (!place.ok) return place
    const remembered = { place: place.value, byItself: byItself ?? before.byItself }
    writePlace(home, org.orgId, remembered)
    session.followPlace()
    return done(remembered)
  },

  'sync.setSequencer': (org, wanted) => {
    const set = setSequencer(org, wanted)
    return set.ok ? done(presentApplied(set.value)) : set
  },
}

/** Waits until no other exchange runs; whoever stops meanwhile waits for none. */
function inTurn(
  session: Session,
  { isCancelled }: Required<Watch>,
  run: () => Promise<OperationResult<'sync.exchange'>>,
): Promise<OperationResult<'sync.exchange'>> {
  return new Promise((resolve, reject) => {
    let hasBegun = false
    let isDropped = false
    const looking = setInterval(() => {
      if (hasBegun || !isCancelled()) return
      isDropped = true
      clearInterval(looking)
      resolve(stopped)
    }, 100)
    session
      .exchangeAlone(() => {
        hasBegun = true
        clearInterval(looking)
        return isDropped ? Promise.resolve<OperationResult<'sync.exchange'>>(stopped) : run()
      })
      .then(resolve, reject)
  })
}

/** The place that is named, or the one that this desktop remembers, or where the exchange went last. */
function choosePlace(
  org: Org,
  { host }: Session,
  { folder, hub, beginAnew }: Pick<OperationInput<'sync.exchange'>, 'folder' | 'hub' | 'beginAnew'>,
): Result<ExchangePlace, 'no-place'> {
  if (folder !== undefined) return done({ kind: 'folder', address: folder, beginAnew })
  if (hub !== undefined) return done({ kind: 'hub', address: hub })
  const place = findMeetingPlace(org, host.home)
  return place === null
    ? failed('no-place', 'Nothing was exchanged yet. Say where the consoles meet: a folder, or a hub.')
    : beginAnew === true && place.kind !== 'folder'
      ? failed('no-place', 'Only a folder begins anew. Say which one.')
      : done({ ...place, beginAnew })
}

function findPlace(
  session: Session,
  wanted: { readonly folder: string } | { readonly hub: string } | null,
): Result<MeetingPlace | null, 'bad-url' | 'place-not-found'> {
  if (wanted === null) return done(null)
  if ('hub' in wanted) {
    const url = readHubUrl(wanted.hub)
    return url.ok ? done({ kind: 'hub', address: keepPassword(session, wanted.hub) }) : url
  }
  const folder = resolve(wanted.folder)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return failed('place-not-found', `There is no folder “${folder}”. Choose one that is there.`)
  }
  return done({ kind: 'folder', address: folder })
}

/** One item of the history: the console that is named first, since with a hub nobody else could be in between. */
function setSequencer(org: Org, wanted: OperationInput<'sync.setSequencer'>): Result<Applied, ApplyFailure> {
  const { registrar, sequencer } = org.state().settings
  const { to, console = registrar } = wanted
  const intents: Intent[] = [{ kind: 'sequencer.set', body: { rows: [{ from: sequencer, to }] } }]
  if (to === 'registrar' && console !== registrar) {
    intents.unshift({ kind: 'registrar.set', body: { rows: [{ from: registrar, to: console }] } })
  }
  return org.apply({ intents, personal: [] })
}
