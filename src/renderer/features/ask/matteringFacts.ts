import type { PermissionClass } from '../../../shared/domain/reach'

interface FactSource {
  readonly class: PermissionClass
  readonly needs: readonly { readonly fact?: string | undefined; readonly whenFact?: string | undefined }[]
}

export interface MatteringFacts {
  readonly createdBy: boolean
  readonly sharedWith: boolean
  readonly connected: boolean
  /** Keys of the yes-or-no facts. */
  readonly facts: readonly string[]
}

/** Which facts of a record the form asks for: those that some chosen permission can look at. */
export function matteringFacts(permissions: readonly FactSource[]): MatteringFacts {
  const classes = new Set(permissions.map((permission) => permission.class))
  const facts = permissions.flatMap(({ needs }) => needs.flatMap((need) => [need.fact, need.whenFact]))
  return {
    createdBy: classes.has('record') || classes.has('self'),
    sharedWith: classes.has('share'),
    connected: classes.has('person'),
    facts: [...new Set(facts.filter((fact) => fact !== undefined))],
  }
}
