import type { z } from 'zod'
import { defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import { grantKey } from '../../shared/domain/orgState'
import type { Reach } from '../../shared/domain/reach'
import { done } from '../../shared/domain/result'
import { cellEdit } from '../../shared/operations/shapes'
import type { Org } from '../org/Org'
import { findDraft } from '../store/queries/drafts'
import { reachWords } from './describeCell'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `draft.${string}`>
type CellEdit = z.output<typeof cellEdit>

export const draftHandlers: Pick<OrgHandlers, Handled> = {
  'draft.read': (org) => {
    const draft = org.actor === null ? undefined : findDraft(org.store.db, draftOwner(org))
    if (draft === undefined) return done({ edits: [], note: '', savedAtMs: null, moved: [] })
    const staged = cellEdit.extend({ seen: cellEdit.shape.reach.optional() }).array().parse(JSON.parse(draft.edits))
    const state = org.state()
    const edits: CellEdit[] = []
    const moved: string[] = []
    for (const { seen, ...edit } of staged) {
      const role = findRole(state.blueprint, edit.role)
      const permission = findPermission(state.blueprint, edit.permission)
      const now = state.grants.get(grantKey(edit.role, edit.permission))?.reach ?? null
      if (role === undefined || permission === undefined || now === edit.reach) {
        moved.push(
          `${role?.name ?? edit.role}, ${permission?.name ?? edit.permission}: it is so already, so this edit was dropped.`,
        )
        continue
      }
      if (seen !== undefined && seen !== now) {
        moved.push(
          `${role.name}, ${permission.name}: it was changed to “${reachWords[now ?? defaultReach(state.blueprint, role.key, permission.key)]}” since you staged your edit.`,
        )
      }
      edits.push(edit)
    }
    return done({ edits, note: draft.note, savedAtMs: draft.savedAtMs, moved })
  },

  'draft.save': (org, { edits, note }) => {
    const state = org.state()
    const before = findDraft(org.store.db, draftOwner(org))
    const seenBefore = new Map<string, Reach | null>()
    if (before !== undefined) {
      for (const edit of JSON.parse(before.edits) as (CellEdit & { seen: Reach | null })[]) {
        seenBefore.set(grantKey(edit.role, edit.permission), edit.seen)
      }
    }
    // An edit keeps what its author saw when it was first staged.
    const withSeen = edits.map((edit) => {
      const key = grantKey(edit.role, edit.permission)
      const seen = seenBefore.has(key) ? seenBefore.get(key)! : (state.grants.get(key)?.reach ?? null)
      return { ...edit, seen }
    })
    org.saveDraft(edits.length === 0 ? null : { edits: JSON.stringify(withSeen), note, savedAtMs: org.now() })
    return done({})
  },
}

function draftOwner(org: Org): string {
  return org.draftOwner ?? ''
}
