import { z } from 'zod'
import { operation } from './operation'
import { cellEdit, nothing } from './shapes'

const draftName = z.string().trim().min(1).max(80)

const openDraft = z.object({
  edits: z.array(cellEdit),
  note: z.string(),
  /** Null: it has none. */
  name: z.string().nullable(),
  savedAtMs: z.number().nullable(),
  /** Edits whose cell changed since they were staged, in words. */
  moved: z.array(z.string()),
})

const listedDraft = z.object({
  name: z.string(),
  edits: z.int(),
  note: z.string(),
  savedAtMs: z.number(),
  /** Edits whose cell changed since they were staged, in words. */
  moved: z.array(z.string()),
})

export const draftOperations = {
  'draft.read': operation({
    scope: 'org',
    writes: false,
    summary: 'The staged edits of this operator that are open, kept in the org file and never exchanged.',
    input: nothing,
    output: openDraft,
    errors: [],
  }),
  'draft.save': operation({
    scope: 'org',
    writes: true,
    summary: 'Stages edits in the open draft; an empty list discards it.',
    input: z.object({ edits: z.array(cellEdit).max(1000), note: z.string().max(1000).default('') }),
    output: nothing,
    errors: [],
  }),
  'draft.list': operation({
    scope: 'org',
    writes: false,
    summary: 'The open draft and those put aside, each checked against the organization of today.',
    input: nothing,
    output: z.object({
      open: listedDraft.extend({ name: z.string().nullable() }).nullable(),
      kept: z.array(listedDraft),
    }),
    errors: [],
  }),
  'draft.rename': operation({
    scope: 'org',
    writes: true,
    summary: 'Names a draft: the open one, or one that was put aside.',
    input: z.object({
      /** Left out: the open draft. */
      draft: draftName.optional(),
      name: draftName,
    }),
    output: nothing,
    errors: ['unknown-draft', 'name-taken'],
  }),
  'draft.open': operation({
    scope: 'org',
    writes: true,
    summary: 'Puts the open draft aside under its name and opens another; without a name: an empty one.',
    input: z.object({ draft: draftName.optional() }),
    output: openDraft,
    errors: ['unknown-draft', 'too-many-drafts'],
  }),
  'draft.discard': operation({
    scope: 'org',
    writes: true,
    summary: 'Discards a draft that was put aside.',
    input: z.object({ draft: draftName }),
    output: nothing,
    errors: ['unknown-draft'],
  }),
} as const
