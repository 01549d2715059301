import { join } from 'node:path'
import { exchangeByItself } from '../../shared/domain/exchangeByItself'
import type { Org } from '../org/Org'
import type { Watch } from '../org/runInSteps'
import { listenHub } from '../store/hub/listenHub'
import { readHubUrl } from '../store/hub/hubUrl'
import { watchFolder } from '../sync/folder/watchFolder'
import { exchangeAt, type MeetingPlace, withPassword } from './exchangeAt'
import { readPlace } from './rememberedPlaces'
import type { Session } from './session'

/** After a change, or a hint that something came, so much time passes that what belongs together goes together. */
const soonMs = 1500

/** What takes no longer is not spoken of. */
const quietMs = 1000

/**
 * Exchanges without being asked while an organization is open and a place is remembered: soon after a change here, when
 * the place says that something came, and every `exchangesEveryMs` all the same, since a hint may be missed. Nothing is
 * asked and nothing stops: a stick that is not there now is there at another time.
 *
 * @returns ends it
 */
export function followPlace(session: Session, org: Org): () => void {
  const { host } = session
  const { place, byItself } = readPlace(host.home, org.orgId)
  const everyMs = host.exchangesEveryMs
  if (everyMs === undefined || place === null || !byItself || org.kind !== 'org') return () => {}
  let isRunning = false
  let isEnded = false
  let isAgain = false
  let soon: ReturnType<typeof setTimeout> | null = null
  let hints: Hints | null = null

  const run = async (): Promise<void> => {
    if (isRunning || isEnded) return
    isRunning = true
    isAgain = false
    try {
      await followHints()
      await session.exchangeAlone(() => session.watch(exchangeByItself, (watch) => exchangeUnasked(watch)))
    } catch {
      // The file was closed meanwhile, or something unforeseen: the next time tries again, and the log of what was done
      // is whole after every step.
    } finally {
      isRunning = false
      // What came while this one ran may have come too late for it. The next one ends it: it writes nothing to be seen.
      if (isAgain) runSoon()
    }
  }
  // A folder has something to watch once the first console was there, and again once a stick is back.
  const followHints = async (): Promise<void> => {
    if ((await hints?.isOver()) === false) return
    hints?.close()
    hints = await openHints(session, org, place, everyMs, runSoon)
    if (isEnded) hints?.close()
  }
  const exchangeUnasked = ({ isCancelled, onProgress }: Required<Watch>) => {
    const tellFromMs = performance.now() + quietMs
    return exchangeAt(session, org, place, {
      isCancelled: () => isEnded || isCancelled(),
      onProgress: (...said) => {
        if (performance.now() > tellFromMs) onProgress(...said)
      },
    })
  }
  const runSoon = (): void => {
    if (isRunning) isAgain = true
    if (isRunning || isEnded || soon !== null) return
    soon = setTimeout(() => {
      soon = null
      void run()
    }, soonMs)
  }
  const stopFollowing = org.onChanged(runSoon)
  const timer = setInterval(() => void run(), everyMs)
  runSoon()
  return () => {
    isEnded = true
    if (soon !== null) clearTimeout(soon)
    clearInterval(timer)
    stopFollowing()
    hints?.close()
  }
}

interface Hints {
  /** Nothing more is heard: they have to be opened anew. */
  isOver(): Promise<boolean>
  close(): void
}

async function openHints(
  session: Session,
  org: Org,
  { kind, address }: MeetingPlace,
  everyMs: number,
  onHint: () => void,
): Promise<Hints | null> {
  if (kind === 'hub') {
    const url = readHubUrl(withPassword(session, address))
    if (!url.ok) return null
    return { isOver: () => Promise.resolve(false), close: listenHub(url.value, org.orgId, onHint, everyMs) }
  }
  return watchFolder(join(address, org.orgId), (name) => {
    // What consoles say of themselves comes with every exchange; two would greet each other for ever.
    if (name === null || !/(?:^|[/\\])heard(?:[/\\]|$)|\.tmp$/.test(name)) onHint()
  })
}
