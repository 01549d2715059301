import type { Intent } from '../../shared/domain/change'
import { documentKey, type DocumentValue } from '../../shared/domain/documents'
import { noHelp, parseOrgHelp, parseOrgPlan } from '../../shared/domain/orgHelp'
import { type OrgState, switchKey } from '../../shared/domain/orgState'
import { done, failed } from '../../shared/domain/result'
import type { Org } from '../org/Org'
import { isTimeZone } from '../org/createOrg'
import { presentApplied } from './present'
import { previewImpact } from './previewImpact'
import type { OrgHandlers } from './session'

type Handled = 'org.settings' | 'org.edit' | 'help.set' | 'switch.preview'

export const settingsHandlers: Pick<OrgHandlers, Handled> = {
  'org.settings': (org) => {
    const state = org.state()
    return done({
      name: state.settings.name,
      timeZone: state.settings.timeZone,
      plan: planOf(state),
      help: parseOrgHelp.catch(noHelp).parse(documentOf(state, 'help')),
    })
  },

  'org.edit': (org, { name, timeZone, plan }) => {
    const state = org.state()
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      return failed('bad-time-zone', `“${timeZone}” is no time zone. Use a name like Europe/Berlin.`)
    }
    const { settings } = state
    const from: { name?: string; timeZone?: string } = {}
    const to: { name?: string; timeZone?: string } = {}
    if (name !== undefined && name !== settings.name) [from.name, to.name] = [settings.name, name]
    if (timeZone !== undefined && timeZone !== settings.timeZone) {
      ;[from.timeZone, to.timeZone] = [settings.timeZone, timeZone]
    }
    const intents: Intent[] = []
    if (Object.keys(to).length > 0) intents.push({ kind: 'org.edit', body: { rows: [{ from, to }] } })
    if (plan !== undefined && plan !== planOf(state)) {
      intents.push(writeDown(state, 'plan', plan === '' ? null : { name: plan }))
    }
    return applyAll(org, intents)
  },

  'help.set': (org, help) => {
    const state = org.state()
    const isEmpty = help.contact === '' && help.contactLink === null && help.links.length === 0
    const now = parseOrgHelp.catch(noHelp).parse(documentOf(state, 'help'))
    if (JSON.stringify(now) === JSON.stringify(help)) return applyAll(org, [])
    return applyAll(org, [writeDown(state, 'help', isEmpty ? null : help)])
  },

  'switch.preview': (org, { kind, key, on, limit }) => {
    const { blueprint, switches } = org.state()
    const lists = { feature: blueprint.features, product: blueprint.products, setting: blueprint.settings }
    const known = lists[kind].map((one) => one.key)
    if (!known.includes(key)) {
      const list = known.length === 0 ? 'There are none.' : `Known here: ${known.join(', ')}.`
      return failed('unknown-switch', `There is no ${kind} “${key}” in this organization. ${list}`)
    }
    const from = switches.get(switchKey(kind, key))?.on ?? null
    const intents: Intent[] = [{ kind: 'switch.set', body: { rows: [{ switch: kind, key, from, to: on }] } }]
    return done(previewImpact(org, { intents, personal: [] }, { limit }))
  },
}

function applyAll(org: Org, intents: readonly Intent[]) {
  if (intents.length === 0) return failed('nothing-to-change', 'It is so already: there is nothing to change.')
  const applied = org.apply({ intents, personal: [] })
  return applied.ok ? done(presentApplied(applied.value)) : applied
}

function planOf(state: OrgState): string {
  return parseOrgPlan.catch({ name: '' }).parse(documentOf(state, 'plan')).name
}

function documentOf(state: OrgState, key: string): DocumentValue | null {
  return state.documents.get(documentKey('setting', key))?.value ?? null
}

function writeDown(state: OrgState, key: string, to: DocumentValue | null): Intent {
  return { kind: 'document.set', body: { rows: [{ collection: 'setting', key, from: documentOf(state, key), to }] } }
}
