import { resolve } from 'node:path'
import type { Blueprint, BlueprintPermission } from '../../shared/domain/blueprint'
import { done, failed, type Result } from '../../shared/domain/result'
import { readBlueprintFile } from '../exchange/blueprintFile'
import { findShippedBlueprint } from '../org/shippedBlueprints'

type ReadFailure = Extract<ReturnType<typeof readBlueprintFile>, { ok: false }>['error']['code']

/** The shipped blueprint of the same id, or a file's; null when it is not newer. */
export function findNewer(
  now: Blueprint,
  path: string | undefined,
): Result<Blueprint | null, 'bad-blueprint' | 'other-blueprint' | 'file-not-found' | ReadFailure> {
  const read = path === undefined ? done(findShippedBlueprint(now.id)) : readBlueprintFile(resolve(path))
  if (!read.ok) return read
  if (read.value !== null && read.value.id !== now.id) {
    return failed(
      'other-blueprint',
      `The file holds the blueprint “${read.value.id}”, but this organization has “${now.id}”. Choose a newer version of that one.`,
      { at: '$.id' },
    )
  }
  return done(read.value !== null && read.value.version > now.version ? read.value : null)
}

/** What a newer version brings that the present one has not. */
export function addedPermissions(now: Blueprint, newer: Blueprint): readonly BlueprintPermission[] {
  const known = new Set<string>(now.permissions.map((permission) => permission.key))
  return newer.permissions.filter((permission) => !known.has(permission.key))
}
