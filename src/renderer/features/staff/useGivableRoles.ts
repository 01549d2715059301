import type { RoleKey } from '../../../shared/domain/ids'
import { useOrgStore } from '../../stores/orgStore'
import { useOperation } from '../../stores/useOperation'

export interface GivableRole {
  readonly key: RoleKey
  readonly name: string
  readonly rank: number
  /** Null when the actor may give it; main has the last word. */
  readonly refusedBecause: string | null
}

/** Every role, and why some are not the actor's to give. */
export function useGivableRoles(): readonly GivableRole[] {
  const actorRole = useOrgStore((store) => store.org?.actor?.role ?? null)
  const ladder = useOperation('role.list', {})
  const own = useOperation('role.show', actorRole === null ? null : { role: actorRole.key })
  const manages = own.value === null ? null : new Set<string>(own.value.manages)
  return (ladder.value?.rungs ?? []).map((rung) => ({
    key: rung.key,
    name: rung.name,
    rank: rung.rank,
    refusedBecause: rung.singleton
      ? 'one person only, since the beginning'
      : manages !== null && !manages.has(rung.key)
        ? `not for ${actorRole?.name ?? 'you'} to give`
        : null,
  }))
}
