import { resolve } from 'node:path'
import type { DocumentValue } from '../../shared/domain/documents'
import { placeKind } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed } from '../../shared/domain/result'
import { type SetupPlace, type SetupTemplate, setupTemplateFormat } from '../../shared/domain/setup'
import { listNames } from '../engine/wording'
import { readTemplateFile } from '../exchange/setup/readSetup'
import { findTemplate, listTemplates, templateFromPlace, templateKey } from '../exchange/setup/templates'
import { writeYamlFile } from '../exchange/setup/writeYamlFile'
import type { Org } from '../org/Org'
import { presentApplied, presentRole } from './present'
import { seeingPerson } from './seenBy'
import type { OrgHandlers } from './session'
import { readSmallFile } from './setupHandlers'

type Handled = Extract<keyof OrgHandlers, `template.${string}`>

export const templateHandlers: Pick<OrgHandlers, Handled> = {
  'template.list': (org) =>
    done(
      listTemplates(org.state()).map(({ key, template }) => ({
        key,
        name: template.name,
        summary: describeTemplate(org.state(), template),
        template,
      })),
    ),

  'template.save': (org, { from, name, replace }) => {
    const state = org.state()
    const place = state.places.get(from)
    if (place === undefined) return failed('unknown-place', `There is no place “${from}” in this organization.`)
    if (placeKind(from) !== 'location') {
      return failed('not-a-location', `${place.name} is not a location. A template is made from a location.`)
    }
    const people = [...state.staff.values()].filter((person) => seeingPerson(org, person.id) === 'full')
    return keepTemplate(org, templateFromPlace(state, from, name, people), replace)
  },

  'template.remove': (org, { template: text }) => {
    const found = findTemplate(org.state(), text)
    if (typeof found === 'string') return failed('unknown-template', found)
    const applied = org.apply({
      intents: [
        {
          kind: 'document.set',
          body: { rows: [{ collection: 'template', key: found.key, from: asDocument(found.template), to: null }] },
        },
      ],
      personal: [],
    })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },

  'template.export': (org, { template: text, path, replace }) => {
    const found = findTemplate(org.state(), text)
    if (typeof found === 'string') return failed('unknown-template', found)
    return writeYamlFile(resolve(path), { format: setupTemplateFormat, ...found.template }, replace)
  },

  'template.import': async (org, { path, replace }) => {
    const text = await readSmallFile(path)
    if (!text.ok) return text
    const read = readTemplateFile(text.value)
    if (!read.ok) return read
    const { format: _format, ...template } = read.value.value
    return keepTemplate(org, template, replace)
  },
}

function keepTemplate(org: Org, template: SetupTemplate, replace: boolean) {
  const state = org.state()
  const kept = listTemplates(state)
  const sameName = kept.find((one) => one.template.name.toLowerCase() === template.name.toLowerCase())
  const key = sameName?.key ?? templateKey(template.name)
  const there = sameName ?? kept.find((one) => one.key === key)
  if (there !== undefined && !replace) {
    return failed('template-exists', `There is a template “${there.template.name}” already. Choose another name.`)
  }
  const from = there === undefined ? null : asDocument(there.template)
  const applied = org.apply({
    intents: [
      { kind: 'document.set', body: { rows: [{ collection: 'template', key, from, to: asDocument(template) }] } },
    ],
    personal: [],
  })
  return applied.ok ? done({ ...presentApplied(applied.value), key }) : applied
}

function asDocument(template: SetupTemplate): DocumentValue {
  return JSON.parse(JSON.stringify(template)) as DocumentValue
}

function describeTemplate(state: OrgState, { places, wanted, products }: SetupTemplate): string {
  const counts = new Map<string, number>()
  const count = (list: readonly SetupPlace[]): void => {
    for (const place of list) {
      counts.set(place.kind, (counts.get(place.kind) ?? 0) + 1)
      count(place.places ?? [])
    }
  }
  count(places)
  const kinds = [...counts].map(([kind, number]) => {
    const known = state.blueprint.placeKinds.find((one) => one.key === kind)
    return `${number} ${((number === 1 ? known?.name : known?.plural) ?? kind).toLowerCase()}`
  })
  const roles = wanted.map(({ role, atLeast }) => `${atLeast} × ${presentRole(state, role).name}`)
  const parts = [listNames(kinds), listNames(roles), listNames([...products])].filter((part) => part !== '')
  return parts.length === 0 ? 'Nothing but the location' : parts.join(' · ')
}
