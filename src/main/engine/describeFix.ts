import type { Reason } from '../../shared/domain/result'
import { placeKind } from '../../shared/domain/ids'
import type { CompiledRequest } from './compileRequest'
import type { Fix } from './findFixes'
import type { Rules } from './rules'
import { callPermission, callPerson, callPlace, extent } from './wording'

/** A fix in words. */
export function describeFix(rules: Rules, request: CompiledRequest, fix: Fix): Reason {
  const person = callPerson(rules, request.who)
  switch (fix.kind) {
    case 'activate':
      return { code: fix.kind, text: `Make ${person} active.` }
    case 'restore':
      return { code: fix.kind, text: `Restore ${person}.` }
    case 'turn-on': {
      const { features, settings, products } = rules.blueprint
      const list = { feature: features, setting: settings, product: products }[fix.what]
      const name = list.find((one) => one.key === fix.key)?.name ?? fix.key
      return { code: fix.kind, text: `Turn on the ${fix.what} “${name}”.` }
    }
    case 'assign-place': {
      const name = callPlace(rules, fix.place)
      return placeKind(rules.places.interner.ids[fix.place]!) === 'product'
        ? { code: 'assign-product', text: `Give ${person} access to the product ${name}.` }
        : { code: fix.kind, text: `Assign ${person} to ${name}.` }
    }
    case 'grant-role': {
      const role = rules.roles[fix.role]!.name
      return { code: fix.kind, text: `Give ${role} ${callPermission(rules, fix.permission)} ${extent[fix.reach]}.` }
    }
    case 'grant-person':
      return {
        code: fix.kind,
        text: `Give ${person} alone ${callPermission(rules, fix.permission)} ${extent[fix.reach]}.`,
      }
    case 'set-role':
      return { code: fix.kind, text: `Move ${person} to the role ${rules.roles[fix.role]!.name}.` }
    case 'mark-fact': {
      const name = rules.blueprint.facts.find((fact) => fact.key === fix.key)?.name ?? fix.key
      return { code: fix.kind, text: `The record would have to be marked “${name}”.` }
    }
  }
}
