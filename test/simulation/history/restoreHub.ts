import { sitDownAt } from './sitDownAt'
import { replaceSettler } from './replaceSettler'
import { countFault, type Run } from './Run'

/** The hub keeps a copy of itself; later it is restored from that, or emptied where there is none. */
export async function restoreHub(run: Run, isLast: boolean): Promise<void> {
  const { chance, place } = run
  if (run.hubBackTo !== null) return
  if (!run.hasHubBackup && !isLast && chance.isHit(0.6)) {
    place.backUp()
    run.hasHubBackup = true
    await sitDownAt(run, chance.pick(run.desks))
    return
  }
  place.goBack()
  place.showRivals()
  run.hubBackTo = place.lastN()
  countFault(run, run.hasHubBackup ? 'hub restored' : 'hub emptied')
  // Whoever has seen least may be the first who comes.
  const [least] = run.desks.toSorted((one, other) => one.org.revision().n - other.org.revision().n)
  await sitDownAt(run, chance.isHit(0.7) ? least! : chance.pick(run.desks))
}

/** At the end: where who settles alone has stopped, somebody else does. Answers whether anything was done. */
export async function followHub(run: Run): Promise<boolean> {
  for (const desk of run.desks) if (desk.isOut && (await replaceSettler(run, desk))) return true
  return false
}
