import { done, failed } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import type { Org } from '../org/Org'
import type { Sources } from '../org/personalValues'
import { runInSteps, type Steps } from '../org/runInSteps'
import { findMatch } from './inbox/findMatch'
import { changeReader } from './inbox/changeReader'
import {
  type ChosenItem,
  chooseItems,
  closing,
  isFinal,
  planAccept,
  sentencesOf,
  titleOfWay,
  waysFor,
} from './inbox/inboxWays'
import { otherValues } from './inbox/otherValues'
import { groupItems, presentGroup, presentItem, seenItems } from './inbox/readInbox'
import type { Instead } from './inbox/rebuildRow'
import { presentApplied } from './present'
import { previewImpactSteps } from './previewImpact'
import type { OrgHandlers } from './session'
import { applyIntents } from './staffEdits'

type Handled = Extract<keyof OrgHandlers, `inbox.${string}`>

export const inboxHandlers: Pick<OrgHandlers, Handled> = {
  'inbox.list': (org, { state, group, offset, limit, itemsEach, rowsEach }) => {
    const reader = changeReader(org)
    const items = seenItems(org, reader, state)
    const groups = groupItems(items)
    if (group === undefined) {
      const page = { offset: 0, items: itemsEach, rows: rowsEach }
      return done({
        total: items.length,
        totalGroups: groups.length,
        groups: groups.slice(offset, offset + limit).map((one) => presentGroup(org, reader, one, page)),
      })
    }
    const found = groups.find(({ id }) => id === group)
    if (found === undefined) return failed('not-found', 'There is no such group in the inbox any more.')
    const page = { offset, items: limit, rows: rowsEach }
    return done({
      total: items.length,
      totalGroups: groups.length,
      groups: [presentGroup(org, reader, found, page)],
    })
  },

  'inbox.show': (org, { change }) => {
    const reader = changeReader(org)
    const found = findMatch(org, reader, change)
    return found.ok ? done(presentItem(org, reader, found.value, Number.POSITIVE_INFINITY)) : found
  },

  'inbox.preview': (org, { changes, instead, limit, job }, { host, watch }) =>
    watch(job, async (watching) => {
      const items = chooseItems(org, changeReader(org), changes)
      if (!items.ok) return items
      const total = items.value.reduce((sum, { rows }) => sum + rows.length, 0)
      const ways: Way[] = []
      for (const how of waysFor(org, items.value)) {
        const steps = previewWay(org, host.sources, items.value, { how, instead, limit })
        const way = await runInSteps(steps, watching, 'Looking at what it would do', total)
        if (way === undefined) return failed('cancelled', 'Stopped. Nothing was changed.')
        ways.push(way.value)
      }
      const dismissed = org.preview({ intents: [closing(items.value, 'dismissed')], personal: [] })
      const mayDismiss = { allowed: dismissed.ok, because: dismissed.ok ? '' : dismissed.error.message }
      return done({ ...otherValues(org, host.sources, items.value, ways[0]!.how), ways, mayDismiss })
    }),

  'inbox.accept': async (org, { changes, how, instead, confirm }, { host }) => {
    const items = chooseItems(org, changeReader(org), changes)
    if (!items.ok) return items
    const steps = planAccept(org, host.sources, items.value, { how, instead })
    const planned = (await runInSteps(steps, {}, 'Accepting', 0))!.value
    if (!planned.ok) return planned
    const { wanted, edits } = planned.value
    if (isFinal(org, edits) && !confirm) {
      return failed('needs-confirmation', 'Nothing takes this back. Say so when you want it. Nothing was changed.')
    }
    const applied = await org.applyInSteps(wanted)
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },

  'inbox.dismiss': (org, { changes }) => {
    const items = chooseItems(org, changeReader(org), changes)
    return items.ok ? applyIntents(org, [closing(items.value, 'dismissed')]) : items
  },
}

const nobody = { gain: [], lose: [], peopleGaining: 0, peopleLosing: 0 }

type Way = OperationOutput<'inbox.preview'>['ways'][number]

/** Sentences and reasons of one way; many rows say the same. */
const mostSentences = 200

function* previewWay(
  org: Org,
  sources: Sources,
  items: readonly ChosenItem[],
  { how, instead, limit }: { readonly how: Way['how']; readonly instead: Instead | undefined; readonly limit: number },
): Steps<Way> {
  const planned = yield* planAccept(org, sources, items, { how, instead })
  const title = titleOfWay(org, items, how, instead)
  if (!planned.ok) {
    const { code, message } = planned.error
    return { how, title, sentences: [], isFinal: false, ...nobody, refusedBecause: [{ code, text: message }] }
  }
  const { wanted, edits } = planned.value
  const { refusedBecause, ...impact } = yield* previewImpactSteps(org, wanted, { limit })
  const byText = new Map(refusedBecause.map((reason) => [reason.text, reason]))
  return {
    how,
    title,
    sentences: sentencesOf(org, edits).slice(0, mostSentences),
    isFinal: isFinal(org, edits),
    ...impact,
    refusedBecause: [...byText.values()].slice(0, mostSentences),
  }
}
