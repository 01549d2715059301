import { transformer, validator } from '@openfga/syntax-transformer'
import { parse } from 'yaml'

interface Tuple {
  readonly user: string
  readonly relation: string
  readonly object: string
}

interface Userset {
  readonly this?: object
  readonly computedUserset?: { readonly relation: string }
  readonly tupleToUserset?: {
    readonly tupleset: { readonly relation: string }
    readonly computedUserset: { readonly relation: string }
  }
  readonly union?: { readonly child: readonly Userset[] }
  readonly intersection?: { readonly child: readonly Userset[] }
}

interface Model {
  readonly type_definitions: readonly { readonly type: string; readonly relations?: Record<string, Userset> }[]
}

/**
 * Loads a written OpenFGA store: the model is validated and parsed by OpenFGA's own library, and checks are answered by
 * the rules of its documentation (direct tuples, usersets, unions, intersections, tuple to userset).
 *
 * @returns check(user, relation, object, further tuples)
 */
export function loadOpenFga(text: string): (user: string, relation: string, object: string, more: Tuple[]) => boolean {
  const store = parse(text) as { model: string; tuples: Tuple[] | null }
  validator.validateDSL(store.model)
  const model = transformer.transformDSLToJSONObject(store.model) as unknown as Model
  const relations = new Map(model.type_definitions.map(({ type, relations: of = {} }) => [type, of]))
  const usersOf = new Map<string, string[]>()
  const keep = ({ user, relation, object }: Tuple): void => {
    const key = `${object}#${relation}`
    usersOf.set(key, [...(usersOf.get(key) ?? []), user])
  }
  store.tuples?.forEach(keep)

  return (user, relation, object, more) => {
    const extra = new Map<string, string[]>()
    for (const one of more) {
      const key = `${one.object}#${one.relation}`
      extra.set(key, [...(extra.get(key) ?? []), one.user])
    }
    const direct = (at: string, name: string) => [
      ...(usersOf.get(`${at}#${name}`) ?? []),
      ...(extra.get(`${at}#${name}`) ?? []),
    ]
    const has = (at: string, name: string): boolean => {
      const defined = relations.get(at.split(':')[0]!)?.[name]
      if (defined === undefined) throw new Error(`${at} has no relation ${name}`)
      return fits(at, name, defined)
    }
    const fits = (at: string, name: string, set: Userset): boolean => {
      if (set.union !== undefined) return set.union.child.some((child) => fits(at, name, child))
      if (set.intersection !== undefined) return set.intersection.child.every((child) => fits(at, name, child))
      if (set.computedUserset !== undefined) return has(at, set.computedUserset.relation)
      if (set.tupleToUserset !== undefined) {
        const { tupleset, computedUserset } = set.tupleToUserset
        return direct(at, tupleset.relation).some((through) => has(through, computedUserset.relation))
      }
      return direct(at, name).some((one) => {
        const [other, member] = one.split('#')
        return member === undefined ? one === user : has(other!, member)
      })
    }
    return has(object, relation)
  }
}
