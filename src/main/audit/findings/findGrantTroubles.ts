import type { BlueprintPermission } from '../../../shared/domain/blueprint'
import { cellReach } from '../../../shared/domain/cellReach'
import { type PlaceId, placeKind, type RoleKey, type StaffId } from '../../../shared/domain/ids'
import { grantKey, type OrgState, switchKey } from '../../../shared/domain/orgState'
import { reachContains, readCell } from '../../../shared/domain/reach'
import { compareRoles } from '../../engine/compareRoles'
import type { Checking, Finding } from './Finding'
import type { FindingRule } from './findingRules'
import { countOf, listFew } from './words'

type Rule = Extract<
  FindingRule,
  {
    check:
      | 'rank-inversion'
      | 'wider-than-default'
      | 'never-applies'
      | 'view-not-permitted'
      | 'product-unassigned'
      | 'undecided'
  }
>

/** What is odd about roles, their cells, default views and products. */
export function findGrantTroubles(checking: Checking, rule: Rule): Finding[] {
  switch (rule.check) {
    case 'rank-inversion':
      return findInversions(checking, rule)
    case 'wider-than-default':
      return findWider(checking, rule)
    case 'never-applies':
      return [...findDeadCells(checking, rule), ...findDeadPersonalGrants(checking, rule)]
    case 'view-not-permitted':
      return findClosedViews(checking, rule)
    case 'product-unassigned':
      return findIdleProducts(checking, rule)
    case 'undecided':
      return findUndecided(checking, rule)
  }
}

function aFinding(
  rule: Rule,
  about: string,
  more: Partial<Finding> & Pick<Finding, 'title' | 'reason' | 'go'>,
): Finding {
  const { key, severity, advice } = rule
  return { key: `${key}/${about}`, rule: key, severity, advice, people: [], proposal: null, ...more }
}

/** A promotion by one rung that takes something away (S4.21). Roles hidden from the reader stay out. */
function findInversions(checking: Checking, rule: Rule): Finding[] {
  const { state } = checking
  const { roles, permissions } = state.blueprint
  return roles.slice(1).flatMap((lower, index) => {
    const upper = roles[index]!
    const { lost } = compareRoles(state, lower.key, upper.key)
    if (lost.length === 0) return []
    const names = lost.map((step) => permissions.find(({ key }) => key === step.permission)?.name ?? step.permission)
    const editable = lost.filter((step) => isEditable(state, upper.key, step.permission))
    return [
      aFinding(rule, `${lower.key}/${upper.key}`, {
        title: `Promoting ${lower.name} to ${upper.name} takes ${countOf(lost.length, 'thing', 'things')} away`,
        reason: `${listFew(names)}.`,
        role: upper.key,
        permissions: lost.map((step) => step.permission),
        proposal:
          editable.length === 0
            ? null
            : {
                kind: 'grants',
                text: `Give ${upper.name} what ${lower.name} has.`,
                edits: editable.map((step) => ({ role: upper.key, permission: step.permission, reach: step.before })),
              },
        go: `role-ladder?a=${lower.key}&b=${upper.key}`,
      }),
    ]
  })
}

function isEditable(state: OrgState, role: RoleKey, permission: string): boolean {
  const source = state.blueprint.permissions.find(({ key }) => key === permission)
  const isLocked = state.blueprint.roles.find(({ key }) => key === role)?.locked === true
  return source !== undefined && source.editable && (!isLocked || source.grants[role] === 'unspecified')
}

function findWider(checking: Checking, rule: Rule): Finding[] {
  const { state } = checking
  return state.blueprint.roles.flatMap((role) => {
    const wider = state.blueprint.permissions.filter((permission) => {
      const cell = readCell(permission.grants[role.key] ?? 'none')
      // What the source lets one switch on, and what it is silent about, is not wider than it says.
      const widest = cell.grantable ?? cell.reach
      return !cell.isUnspecified && !reachContains(widest, cellReach(state, role.key, permission.key))
    })
    if (wider.length === 0) return []
    const people = activePeople(checking, (person) => person.role === role.key)
    return [
      aFinding(rule, role.key, {
        title: `${role.name} reaches wider than the source says in ${countOf(wider.length, 'cell', 'cells')}`,
        reason: `${listFew(wider.map(({ name }) => name))}.`,
        role: role.key,
        permissions: wider.map(({ key }) => key),
        people,
        proposal: {
          kind: 'grants',
          text: 'Put it back to the default.',
          edits: wider.map(({ key }) => ({ role: role.key, permission: key, reach: null })),
        },
        go: 'permissions?only=changed',
      }),
    ]
  })
}

/** Why nobody can ever use a permission as the organization stands; null when somebody can. */
function whyDead(state: OrgState, permission: BlueprintPermission, role: RoleKey | null): string | null {
  const { blueprint, switches } = state
  const product = blueprint.products.find(({ key }) => key === permission.product)
  if (product !== undefined && !(switches.get(switchKey('product', product.key))?.on ?? product.active)) {
    return `${product.name} is off`
  }
  for (const need of permission.needs) {
    const isForThis = need.roles === undefined || (role !== null && need.roles.includes(role))
    if (!isForThis || need.whenFact !== undefined || need.whenOn === true) continue
    const feature = blueprint.features.find(({ key }) => key === need.feature)
    if (feature !== undefined && !(switches.get(switchKey('feature', feature.key))?.on ?? feature.on)) {
      return `${feature.name} is off`
    }
    if (need.permission !== undefined && role !== null && cellReach(state, role, need.permission) === 'none') {
      const needed = blueprint.permissions.find(({ key }) => key === need.permission)
      return `it needs ${needed?.name ?? need.permission}, which the role lacks`
    }
  }
  return null
}

/** Cells that the organization decided and that can never apply. */
function findDeadCells(checking: Checking, rule: Rule): Finding[] {
  const { state } = checking
  const liveKinds = new Set(
    [...state.places.values()].filter((place) => !place.isArchived).map(({ id }) => placeKind(id)),
  )
  return [...state.grants.values()].flatMap((grant) => {
    const permission = state.blueprint.permissions.find(({ key }) => key === grant.permission)
    const role = state.blueprint.roles.find(({ key }) => key === grant.role)
    if (permission === undefined || role === undefined || grant.reach === 'none') return []
    const kinds = permission.scopeKinds ?? state.blueprint.scopeKinds
    const because =
      whyDead(state, permission, role.key) ??
      (grant.reach === 'assigned' && !kinds.some((kind) => liveKinds.has(kind))
        ? 'there is no place of the kinds it counts at'
        : null)
    if (because === null) return []
    return [
      aFinding(rule, grantKey(grant.role, grant.permission), {
        title: `${role.name}, ${permission.name}: can never apply`,
        reason: `It was decided for this organization, but ${because}.`,
        role: role.key,
        permissions: [permission.key],
        proposal: {
          kind: 'grants',
          text: 'Put it back to the default.',
          edits: [{ role: role.key, permission: permission.key, reach: null }],
        },
        go: `permissions?permission=${permission.key}`,
      }),
    ]
  })
}

function findDeadPersonalGrants(checking: Checking, rule: Rule): Finding[] {
  const { state, atMs, sees } = checking
  const byPermission = new Map<BlueprintPermission, { people: StaffId[]; because: string }>()
  const isGone = (place: PlaceId) => state.places.get(place)?.isArchived !== false
  for (const person of state.staff.values()) {
    if (person.personalGrants.length === 0 || person.state !== 'active' || sees(person.id) !== 'full') continue
    for (const grant of person.personalGrants) {
      const permission = state.blueprint.permissions.find(({ key }) => key === grant.permission)
      if (permission === undefined || (grant.untilMs !== null && grant.untilMs <= atMs)) continue
      const because =
        whyDead(state, permission, null) ??
        (grant.places !== null && grant.places.length > 0 && grant.places.every(isGone)
          ? 'its places are archived'
          : null)
      if (because === null) continue
      const known = byPermission.get(permission)
      if (known === undefined) byPermission.set(permission, { people: [person.id], because })
      else known.people.push(person.id)
    }
  }
  return [...byPermission].map(([permission, { people, because }]) =>
    aFinding(rule, `person/${permission.key}`, {
      title: `${countOf(people.length, 'personal grant', 'personal grants')} of ${permission.name} can never apply`,
      reason: `Given to people, but ${because}.`,
      permissions: [permission.key],
      people,
      go: `staff?id=${people[0]}`,
    }),
  )
}

/** A default view or landing page that its role may not open (S3.14). */
function findClosedViews(checking: Checking, rule: Rule): Finding[] {
  const { state } = checking
  return state.blueprint.defaultViews.flatMap((list) =>
    state.blueprint.roles.flatMap((role) => {
      const view = list.views[role.key]
      if (view?.permission === undefined) return []
      const permission = state.blueprint.permissions.find(({ key }) => key === view.permission)
      if (permission === undefined) return []
      const dead = whyDead(state, permission, role.key)
      if (cellReach(state, role.key, permission.key) !== 'none' && dead === null) return []
      return [
        aFinding(rule, `${list.key}/${role.key}`, {
          title: `${role.name} starts at ${view.name}, which it may not open`,
          reason: `${list.name}: it takes ${permission.name}${dead === null ? '' : `, and ${dead}`}.`,
          role: role.key,
          permissions: [permission.key],
          people: activePeople(checking, (person) => person.role === role.key),
          proposal:
            dead === null && isEditable(state, role.key, permission.key)
              ? {
                  kind: 'grants',
                  text: `Give ${role.name} ${permission.name}, as the source does.`,
                  edits: [{ role: role.key, permission: permission.key, reach: null }],
                }
              : null,
          go: `permissions?permission=${permission.key}`,
        }),
      ]
    }),
  )
}

function findIdleProducts(checking: Checking, rule: Rule): Finding[] {
  const { state, atMs } = checking
  return state.blueprint.products.flatMap((product) => {
    if (!(state.switches.get(switchKey('product', product.key))?.on ?? product.active)) return []
    const place = `product:${product.key}`
    for (const person of state.staff.values()) {
      if (person.state !== 'active') continue
      const has = person.assignments.some((one) => one.place === place && (one.untilMs === null || one.untilMs > atMs))
      if (has) return []
    }
    return [
      aFinding(rule, product.key, {
        title: `${product.name} is on, but nobody is assigned to it`,
        reason: 'Only roles that pass product gates can use it.',
        places: [place as PlaceId],
        proposal: { kind: 'switch', text: `Turn ${product.name} off.`, key: product.key, on: false },
        go: 'permissions',
      }),
    ]
  })
}

/** Cells the source is silent about, of roles that people are in. */
function findUndecided(checking: Checking, rule: Extract<Rule, { check: 'undecided' }>): Finding[] {
  const { state } = checking
  return state.blueprint.permissions.flatMap((permission) => {
    const open = state.blueprint.roles.filter(
      ({ key }) => permission.grants[key] === 'unspecified' && !state.grants.has(grantKey(key, permission.key)),
    )
    const people = activePeople(checking, (person) => open.some(({ key }) => key === person.role))
    if (open.length === 0 || people.length < rule.fewestPeople) return []
    return [
      aFinding(rule, permission.key, {
        title: `Whether ${listFew(open.map(({ name }) => name))} may: ${permission.name}`,
        reason: `The source does not say; it is refused. It concerns ${countOf(people.length, 'person', 'people')}.`,
        permissions: [permission.key],
        people,
        proposal: {
          kind: 'grants',
          text: 'Decide that they may not, so that it is written down.',
          edits: open
            .filter(({ key }) => isEditable(state, key, permission.key))
            .map(({ key }) => ({ role: key, permission: permission.key, reach: lowest(permission) })),
        },
        go: `permissions?permission=${permission.key}`,
      }),
    ]
  })
}

function lowest(permission: BlueprintPermission): 'none' | 'connected' | 'own' {
  return permission.class === 'person' ? 'connected' : permission.class === 'self' ? 'own' : 'none'
}

function activePeople(
  { state, sees }: Checking,
  isConcerned: (person: { readonly role: RoleKey }) => boolean,
): StaffId[] {
  const people: StaffId[] = []
  for (const person of state.staff.values()) {
    if (person.state === 'active' && isConcerned(person) && sees(person.id) === 'full') people.push(person.id)
  }
  return people
}
