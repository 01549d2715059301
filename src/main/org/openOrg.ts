import type { KeyId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { Rules } from '../engine/compileRules'
import type { Store } from '../store/openStore'
import { arrangeDrafts, draftKey, writeDraft } from '../store/queries/drafts'
import { applyWanted } from './applyWanted'
import { judgeWanted } from './judgeWanted'
import { openLine } from './line/openLine'
import { longWork } from './longWork'
import { moveLine } from './moveLine'
import { openPresent } from './openPresent'
import type { Org } from './Org'
import type { Sources } from './personalValues'
import { runAtOnce } from './runInSteps'
import { whyActsNoMore } from './whyActsNoMore'
import type { Identity } from './writeBatch'

interface Opening {
  readonly store: Store
  readonly kind: Org['kind']
  readonly orgId: string
  readonly state: OrgState
  readonly rules?: Rules
  readonly identity: Identity | null
  readonly readOnlyBecause: string | null
  readonly isLocked?: boolean
  readonly sources: Sources
  /** Whether this desktop holds a key, whoever acts now. */
  readonly holdsKey?: (key: KeyId) => boolean
}

/**
 * The one door to an organization: nothing changes but through `apply`, or through `line` as other consoles settled it.
 */
export function openOrg(opening: Opening): Org {
  const { store, orgId, identity, sources } = opening
  const isBundle = opening.kind === 'bundle'
  const long = longWork()
  const present = openPresent({ ...opening, isBundle, onMoved: () => line.forget() })

  const line = openLine({
    db: store.db,
    orgId,
    identity,
    readOnlyBecause: opening.readOnlyBecause,
    holdsKey: opening.holdsKey ?? ((key) => key === identity?.operator.id),
    now: () => sources.now(),
    state: present.state,
    rules: present.rules,
    headNumber: present.headNumber,
    ...moveLine({ store, present, long, whyNotWritten }),
    note: (work) => {
      if (!isWritten()) return
      long.whenFree(() => store.db.transaction(() => work(store.db)))
    },
  })

  /** Whether anything is written here at all. */
  function isWritten(): boolean {
    return store.readOnlyBecause === null && !isBundle
  }

  function whyNotWritten(): string | null {
    return isWritten() ? null : (whyReadOnly() ?? 'This organization is open for reading only.')
  }

  function whyReadOnly(): string | null {
    if (opening.readOnlyBecause !== null) return opening.readOnlyBecause
    if (line.halt !== null) return line.halt.text
    return identity === null ? null : whyActsNoMore(present.state(), identity)
  }

  const parts = { store, orgId, identity, sources, present, long, line, whyReadOnly }
  const judging = judgeWanted(parts)

  return {
    path: store.path,
    kind: opening.kind,
    get mode() {
      return whyReadOnly() === null && identity !== null ? 'edit' : 'read-only'
    },
    get readOnlyBecause() {
      return whyReadOnly()
    },
    line,
    isLocked: opening.isLocked === true,
    actor: identity?.staffId ?? null,
    orgId,
    asOf: null,
    viewedAs: null,
    draftOwner: identity?.operator.id ?? null,
    sign: (message) =>
      identity === null
        ? null
        : { key: identity.operator.id, signature: Buffer.from(identity.operator.sign(message)).toString('hex') },
    now: () => sources.now(),
    state: present.state,
    rules: present.rules,
    revision: present.revision,
    stamp: present.stamp,
    store,
    ...applyWanted(parts),
    preview: (wanted) => runAtOnce(judging.previewSteps(wanted)),
    ...judging,
    saveDraft: (draft, of) => {
      if (identity === null || opening.readOnlyBecause !== null) return
      long.whenFree(() => writeDraft(store.db, draftKey(identity.operator.id, of), draft))
    },
    arrangeDrafts: (deed) => {
      if (identity === null || opening.readOnlyBecause !== null || long.isUnderWay()) return false
      arrangeDrafts(store.db, draftKey(identity.operator.id), deed)
      return true
    },
    copyTo: (path) => store.copyTo(path),
    refresh: present.refresh,
    onChanged: present.onChanged,
    close: () => {
      long.close()
      present.close()
      store.close()
    },
  }
}
