import { guardedEdits, type Blueprint, type BlueprintNeed, type BlueprintPermission } from './blueprint'
import { findContainsBelowBreak } from './containsBelow'
import type { PermissionKey } from './ids'
import { permissionClasses, readCell, type Reach } from './reach'

export interface BlueprintProblem {
  readonly path: readonly PropertyKey[]
  /** One sentence: what is wrong and what to do. */
  readonly message: string
}

/** What a blueprint of the right shape may still get wrong, in the order in which one would correct it (docs/blueprints.md). */
export function findBlueprintProblems(blueprint: Blueprint): BlueprintProblem[] {
  return [
    ...duplicateKeys(blueprint),
    ...roleProblems(blueprint),
    ...placeKindProblems(blueprint),
    ...blueprint.permissions.flatMap((permission, index) => permissionProblems(blueprint, permission, index)),
    ...dependencyLoops(blueprint),
    ...containsBelowProblems(blueprint),
    ...visibilityProblems(blueprint),
    ...viewAndAdviceProblems(blueprint),
    ...guardProblems(blueprint),
  ]
}

function duplicateKeys(blueprint: Blueprint): BlueprintProblem[] {
  const lists = [
    'roles',
    'placeKinds',
    'products',
    'features',
    'settings',
    'facts',
    'areas',
    'permissions',
    'defaultViews',
  ] as const
  return lists.flatMap((list) => {
    const seen = new Set<string>()
    return blueprint[list].flatMap(({ key }, index) => {
      if (!seen.has(key)) {
        seen.add(key)
        return []
      }
      return [
        {
          path: [list, index, 'key'],
          message: `The key “${key}” is used twice in ${list}; give one of them another key.`,
        },
      ]
    })
  })
}

function unknown(
  list: readonly { readonly key: string }[],
  key: string,
  what: string,
  path: PropertyKey[],
): BlueprintProblem[] {
  if (list.some((entry) => entry.key === key)) return []
  const known = list.map((entry) => entry.key)
  const offer =
    known.length === 0 ? `add it to the blueprint` : `use one of ${known.slice(0, 12).join(', ')}, or add it`
  return [{ path, message: `There is no ${what} “${key}” in this blueprint; ${offer}.` }]
}

function roleProblems(blueprint: Blueprint): BlueprintProblem[] {
  const rankOf = new Map(blueprint.roles.map((role, rank) => [role.key, rank]))
  return blueprint.roles.flatMap((role, rank) => {
    const problems: BlueprintProblem[] = []
    if (role.singleton && rank !== 0) {
      const message = `The role “${role.name}” is a singleton but not the top role, so nobody could ever get it; move it to the top or take “singleton” away.`
      problems.push({ path: ['roles', rank, 'singleton'], message })
    }
    if (role.manages === 'everyone') return problems
    role.manages.forEach((managed, index) => {
      const path = ['roles', rank, 'manages', index]
      problems.push(...unknown(blueprint.roles, managed, 'role', path))
      if ((rankOf.get(managed) ?? rank) < rank) {
        problems.push({
          path,
          message: `“${role.name}” cannot manage “${managed}”, which stands above it; remove it from the list.`,
        })
      }
    })
    return problems
  })
}

function placeKindProblems(blueprint: Blueprint): BlueprintProblem[] {
  const problems: BlueprintProblem[] = []
  if (!blueprint.placeKinds.some((kind) => kind.key === 'location')) {
    problems.push({ path: ['placeKinds'], message: 'Every blueprint has the place kind “location”; add it.' })
  }
  if (blueprint.products.length > 0 && !blueprint.placeKinds.some((kind) => kind.key === 'product')) {
    problems.push({ path: ['placeKinds'], message: 'A blueprint with products has the place kind “product”; add it.' })
  }
  blueprint.placeKinds.forEach((kind, index) =>
    kind.under.forEach((under, step) =>
      problems.push(...unknown(blueprint.placeKinds, under, 'place kind', ['placeKinds', index, 'under', step])),
    ),
  )
  blueprint.scopeKinds.forEach((kind, index) =>
    problems.push(...unknown(blueprint.placeKinds, kind, 'place kind', ['scopeKinds', index])),
  )
  return problems
}

function permissionProblems(blueprint: Blueprint, permission: BlueprintPermission, index: number): BlueprintProblem[] {
  const at = ['permissions', index]
  const problems: BlueprintProblem[] = [...unknown(blueprint.areas, permission.area, 'area', [...at, 'area'])]
  if (permission.product !== undefined) {
    problems.push(...unknown(blueprint.products, permission.product, 'product', [...at, 'product']))
  }
  if (permission.scopeKinds?.length === 0) {
    problems.push({
      path: [...at, 'scopeKinds'],
      message: 'The list of place kinds is empty; name one, or leave the list out.',
    })
  }
  permission.scopeKinds?.forEach((kind, step) =>
    problems.push(...unknown(blueprint.placeKinds, kind, 'place kind', [...at, 'scopeKinds', step])),
  )
  if (!permission.editable && permission.fixedBecause === undefined) {
    const message = `“${permission.name}” cannot be edited and does not say why; add “fixedBecause”.`
    problems.push({ path: [...at, 'fixedBecause'], message })
  }
  problems.push(...cellProblems(blueprint, permission, index))
  permission.needs.forEach((need, step) =>
    problems.push(...needProblems(blueprint, permission, need, [...at, 'needs', step])),
  )
  permission.advice.forEach((advice, step) =>
    problems.push(...unknown(blueprint.roles, advice.notBelow, 'role', [...at, 'advice', step, 'notBelow'])),
  )
  return problems
}

function cellProblems(blueprint: Blueprint, permission: BlueprintPermission, index: number): BlueprintProblem[] {
  const at = ['permissions', index, 'grants']
  const allowed: readonly Reach[] = permissionClasses[permission.class]
  const problems: BlueprintProblem[] = []
  for (const role of blueprint.roles) {
    if (permission.grants[role.key] === undefined) {
      const message = `“${permission.name}” has no cell for the role “${role.name}”; add one, “unspecified” if nobody decided it.`
      problems.push({ path: [...at, role.key], message })
    }
  }
  for (const [role, text] of Object.entries(permission.grants)) {
    problems.push(...unknown(blueprint.roles, role, 'role', [...at, role]))
    const cell = readCell(text)
    const reach = cell.grantable ?? cell.reach
    const isOfClass = cell.isUnspecified || (allowed.includes(reach) && !(cell.grantable === 'none'))
    if (!isOfClass) {
      const message = `“${permission.name}” cannot have “${text}”: a permission of class “${permission.class}” takes ${allowed.join(', ')}; use one of these or another class.`
      problems.push({ path: [...at, role], message })
    }
  }
  return problems
}

function needProblems(
  blueprint: Blueprint,
  permission: BlueprintPermission,
  need: BlueprintNeed,
  at: PropertyKey[],
): BlueprintProblem[] {
  const problems: BlueprintProblem[] = []
  const named = (['feature', 'setting', 'permission', 'fact'] as const).filter((kind) => need[kind] !== undefined)
  if (named.length !== 1) {
    const message = `A need of “${permission.name}” names ${named.length === 0 ? 'nothing' : named.join(' and ')}; name exactly one of feature, setting, permission, fact.`
    problems.push({ path: at, message })
  }
  if (need.feature !== undefined)
    problems.push(...unknown(blueprint.features, need.feature, 'feature', [...at, 'feature']))
  if (need.setting !== undefined)
    problems.push(...unknown(blueprint.settings, need.setting, 'setting', [...at, 'setting']))
  if (need.permission !== undefined) {
    problems.push(...unknown(blueprint.permissions, need.permission, 'permission', [...at, 'permission']))
  }
  if (need.fact !== undefined) problems.push(...unknown(blueprint.facts, need.fact, 'fact', [...at, 'fact']))
  if (need.whenFact !== undefined)
    problems.push(...unknown(blueprint.facts, need.whenFact, 'fact', [...at, 'whenFact']))
  need.roles?.forEach((role, step) => problems.push(...unknown(blueprint.roles, role, 'role', [...at, 'roles', step])))
  return problems
}

function dependencyLoops(blueprint: Blueprint): BlueprintProblem[] {
  const needsOf = new Map(
    blueprint.permissions.map((permission) => [
      permission.key,
      permission.needs.flatMap((need) => (need.permission === undefined ? [] : [need.permission])),
    ]),
  )
  const finished = new Set<PermissionKey>()
  const findLoop = (from: PermissionKey, path: readonly PermissionKey[]): readonly PermissionKey[] | null => {
    if (path.includes(from)) return [...path.slice(path.indexOf(from)), from]
    if (finished.has(from)) return null
    for (const next of needsOf.get(from) ?? []) {
      const loop = findLoop(next, [...path, from])
      if (loop !== null) return loop
    }
    finished.add(from)
    return null
  }
  for (const [index, permission] of blueprint.permissions.entries()) {
    const loop = findLoop(permission.key, [])
    if (loop !== null) {
      const message = `Permissions need each other in a circle: ${loop.join(' → ')}; take one of these needs away.`
      return [{ path: ['permissions', index, 'needs'], message }]
    }
  }
  return []
}

function containsBelowProblems(blueprint: Blueprint): BlueprintProblem[] {
  if (!blueprint.ladder.containsBelow) return []
  const roles = blueprint.roles.map((role) => role.key)
  return blueprint.permissions.flatMap((permission, index) => {
    const broken = findContainsBelowBreak(roles, (role) => readCell(permission.grants[role] ?? 'none').reach)
    if (broken === null) return []
    const message = `On this ladder a role holds at least what the role below holds, but “${permission.name}” gives “${broken.below}” more than “${broken.above}”; raise the upper cell or lower the other.`
    return [{ path: ['permissions', index, 'grants', broken.above], message }]
  })
}

function visibilityProblems(blueprint: Blueprint): BlueprintProblem[] {
  return [
    ...blueprint.visibility.hidden.flatMap((rule, index) => [
      ...unknown(blueprint.roles, rule.role, 'role', ['visibility', 'hidden', index, 'role']),
      ...unknown(blueprint.permissions, rule.unless, 'permission', ['visibility', 'hidden', index, 'unless']),
    ]),
    ...blueprint.visibility.masked.flatMap((rule, index) =>
      unknown(blueprint.roles, rule.role, 'role', ['visibility', 'masked', index, 'role']),
    ),
  ]
}

function viewAndAdviceProblems(blueprint: Blueprint): BlueprintProblem[] {
  return [
    ...blueprint.defaultViews.flatMap((list, index) =>
      Object.entries(list.views).flatMap(([role, view]) => [
        ...unknown(blueprint.roles, role, 'role', ['defaultViews', index, 'views', role]),
        ...(view.permission === undefined
          ? []
          : unknown(blueprint.permissions, view.permission, 'permission', [
              'defaultViews',
              index,
              'views',
              role,
              'permission',
            ])),
      ]),
    ),
    ...blueprint.advice.flatMap((advice, index) =>
      unknown(blueprint.roles, advice.role, 'role', ['advice', index, 'role']),
    ),
  ]
}

function guardProblems(blueprint: Blueprint): BlueprintProblem[] {
  return guardedEdits.flatMap((edit) => {
    const guard = blueprint.guards[edit]
    const at = ['guards', edit]
    const byKind = Object.entries(guard.byPlaceKind ?? {})
    return [
      ...guardPermissionProblems(blueprint, guard.permission, [...at, 'permission']),
      ...byKind.flatMap(([kind, permission]) => [
        ...unknown(blueprint.placeKinds, kind, 'place kind', [...at, 'byPlaceKind', kind]),
        ...guardPermissionProblems(blueprint, permission, [...at, 'byPlaceKind', kind]),
      ]),
    ]
  })
}

/** A guard is asked about people and places, never about a record, so only these classes can answer. */
function guardPermissionProblems(blueprint: Blueprint, key: PermissionKey, path: PropertyKey[]): BlueprintProblem[] {
  const permission = blueprint.permissions.find((candidate) => candidate.key === key)
  if (permission === undefined) return unknown(blueprint.permissions, key, 'permission', path)
  if (permission.class === 'org' || permission.class === 'place') return []
  const message = `“${permission.name}” has the class “${permission.class}” and cannot guard an edit of the console; name a permission of class “org” or “place”.`
  return [{ path, message }]
}
