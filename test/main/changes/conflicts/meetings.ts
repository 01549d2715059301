import { type Edit, editsOf } from './edits'
import { after, type End, isSameIn, kindsOf, settle } from './meet'
import type { Scene } from './scene'

/** Two edits of which the first was settled before the second, where the second did not simply go through. */
export interface Meeting {
  readonly first: Edit
  readonly second: Edit
  readonly end: End
  /** The groups of both, by their place in the list. */
  readonly groups: readonly [number, number]
}

export interface Met {
  /** Whether these two were tried. */
  readonly isTried: (one: Edit, other: Edit) => boolean
  /** Edits that go through alone, and so were tried against each other. */
  readonly edits: readonly Edit[]
  readonly pairs: number
  readonly meetings: readonly Meeting[]
  /** Pairs that both go through in either order, and of which the order can still be seen. */
  readonly byOrder: readonly (readonly [Edit, Edit])[]
  /** How often the same edit was agreed with when it came again. */
  readonly agreedTwice: number
  /** `kind kind`, sorted, of every two edits that were tried. */
  readonly kindPairs: ReadonlySet<string>
}

/**
 * Tries every two edits of a scene in both orders, each edit against itself too.
 *
 * @param isAsked  false: this one is tried only against those of which it is true
 */
export function meetAll(scene: Scene, isAsked: (edit: Edit) => boolean = () => true): Met {
  const tried = editsOf(scene).flatMap(({ edits }, group) => edits.map((edit) => ({ edit, group })))
  const alone = tried.flatMap((one) => {
    const alone = settle(scene, one.edit)
    return alone.end.verdict === 'applied' && alone.end.because.length === 0 ? [{ ...one, ...alone }] : []
  })
  const meetings: Meeting[] = []
  const byOrder: [Edit, Edit][] = []
  const kindPairs = new Set<string>()
  let agreedTwice = 0
  let pairs = 0
  for (const [i, first] of alone.entries()) {
    for (const [j, later] of alone.entries()) {
      if (!isAsked(first.edit) && !isAsked(later.edit)) continue
      pairs += 1
      for (const one of kindsOf(first.edit)) {
        for (const other of kindsOf(later.edit)) kindPairs.add([one, other].toSorted().join(' '))
      }
      const outcome = after(first.ground, later.edit, 1)
      const { end } = outcome
      if (i === j && end.verdict === 'agreed') agreedTwice += 1
      else if (end.verdict !== 'applied' || end.isPartly) {
        meetings.push({ first: first.edit, second: later.edit, end, groups: [first.group, later.group] })
      } else if (i < j) {
        const turned = after(later.ground, first.edit, 1)
        const isSame = isSameIn({ ...outcome, effects: [...first.effects, ...outcome.effects] }, turned)
        if (turned.end.verdict === 'applied' && !turned.end.isPartly && !isSame) byOrder.push([first.edit, later.edit])
      }
    }
  }
  const through = new Set(alone.map(({ edit }) => edit.says))
  return {
    isTried: (one, other) => through.has(one.says) && through.has(other.says) && (isAsked(one) || isAsked(other)),
    edits: alone.map(({ edit }) => edit),
    pairs,
    meetings,
    byOrder,
    agreedTwice,
    kindPairs,
  }
}

/** Makes every edit as Abe, after each of what takes his right to it away; tells of those that were not refused. */
export function authorsLost(scene: Scene): {
  readonly causes: readonly { readonly says: string; readonly because: readonly string[]; readonly refused: number }[]
  readonly others: readonly Meeting[]
} {
  const all = editsOf(scene).flatMap(({ edits }) => edits)
  const causes = all.filter(({ says }) => says.includes('Abe'))
  const others: Meeting[] = []
  const told = causes.map((cause) => {
    const { ground } = settle(scene, cause)
    const because = new Set<string>()
    let refused = 0
    for (const edit of all) {
      if (edit.bringsKeys || causes.includes(edit)) continue
      if (after(scene, edit, 1, 'abe').end.verdict !== 'applied') continue
      const { end } = after(ground, edit, 1, 'abe')
      if (end.verdict !== 'refused' || end.isPartly) others.push({ first: cause, second: edit, end, groups: [0, 0] })
      else {
        refused += 1
        for (const text of end.because) because.add(text)
      }
    }
    return { says: cause.says, because: [...because], refused }
  })
  return { causes: told, others }
}
