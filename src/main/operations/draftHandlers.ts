import type { z } from 'zod'
import { defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import { grantKey } from '../../shared/domain/orgState'
import type { Reach } from '../../shared/domain/reach'
import { done, failed } from '../../shared/domain/result'
import { cellEdit } from '../../shared/operations/shapes'
import type { Org } from '../org/Org'
import { type DraftDeed, findDraft, listKeptDrafts, type NamedDraftRow } from '../store/queries/drafts'
import { reachWords } from './describeCell'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `draft.${string}`>
type CellEdit = z.output<typeof cellEdit>

/** More than this many kept drafts are no help to anybody. */
const keptLimit = 50

const stagedEdits = cellEdit.extend({ seen: cellEdit.shape.reach.optional() }).array()

export const draftHandlers: Pick<OrgHandlers, Handled> = {
  'draft.read': (org) => done(readOpen(org)),

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

  'draft.list': (org) => {
    const { open, kept } = draftsOf(org)
    const listed = (draft: NamedDraftRow) => {
      const { edits, moved } = recheck(org, draft)
      return { edits: edits.length, note: draft.note, savedAtMs: draft.savedAtMs, moved }
    }
    return done({
      open: open === undefined ? null : { ...listed(open), name: nameOf(open) },
      kept: kept.map((draft) => ({ ...listed(draft), name: draft.name })),
    })
  },

  'draft.rename': (org, { draft, name }) => {
    const { open, kept } = draftsOf(org)
    if (draft === undefined ? open === undefined : !kept.some((each) => each.name === draft)) return unknownDraft(draft)
    const from = draft ?? open?.name
    if (from === name) return done({})
    if (open?.name === name || kept.some((each) => each.name === name)) {
      return failed('name-taken', `There is a draft “${name}” already. Choose another name.`)
    }
    return arrange(org, { kind: 'rename', from: draft ?? null, to: name }, () => ({}))
  },

  'draft.open': (org, { draft }) => {
    const { open, kept } = draftsOf(org)
    if (draft !== undefined && !kept.some((each) => each.name === draft)) {
      return open !== undefined && open.name === draft ? done(readOpen(org)) : unknownDraft(draft)
    }
    if (draft === undefined && open !== undefined && kept.length >= keptLimit) {
      return failed('too-many-drafts', `${keptLimit} drafts are kept already. Discard one of them first.`)
    }
    const asideAs = open === undefined ? null : (nameOf(open) ?? freeName(kept))
    return arrange(org, { kind: 'open', name: draft ?? null, asideAs }, () => readOpen(org))
  },

  'draft.discard': (org, { draft }) => {
    if (!draftsOf(org).kept.some((each) => each.name === draft)) return unknownDraft(draft)
    return arrange(org, { kind: 'drop', name: draft }, () => ({}))
  },
}

function draftOwner(org: Org): string {
  return org.draftOwner ?? ''
}

function draftsOf(org: Org) {
  if (org.actor === null) return { open: undefined, kept: [] }
  const owner = draftOwner(org)
  return { open: findDraft(org.store.db, owner), kept: listKeptDrafts(org.store.db, owner) }
}

function nameOf(draft: NamedDraftRow): string | null {
  return draft.name === '' ? null : draft.name
}

function readOpen(org: Org) {
  const { open } = draftsOf(org)
  if (open === undefined) return { edits: [], note: '', name: null, savedAtMs: null, moved: [] }
  return { ...recheck(org, open), note: open.note, name: nameOf(open), savedAtMs: open.savedAtMs }
}

/** What of a draft still is an edit today, and in words what moved underneath since it was staged. */
function recheck(org: Org, draft: NamedDraftRow): { edits: CellEdit[]; moved: string[] } {
  const state = org.state()
  const edits: CellEdit[] = []
  const moved: string[] = []
  for (const { seen, ...edit } of stagedEdits.parse(JSON.parse(draft.edits))) {
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
  return { edits, moved }
}

/** A draft that is put aside without a name gets one, so that nothing is lost and nothing is asked. */
function freeName(kept: readonly NamedDraftRow[]): string {
  const taken = new Set(kept.map((draft) => draft.name))
  for (let n = 1; ; n += 1) if (!taken.has(`Draft ${n}`)) return `Draft ${n}`
}

function unknownDraft(name: string | undefined) {
  return failed(
    'unknown-draft',
    name === undefined ? 'Nothing is staged, so there is no draft to name.' : `There is no kept draft “${name}”.`,
  )
}

function arrange<Value>(org: Org, deed: DraftDeed, answer: () => Value) {
  return org.arrangeDrafts(deed)
    ? done(answer())
    : failed('conflict', 'A large change is being written just now. Try again when it is done.')
}
