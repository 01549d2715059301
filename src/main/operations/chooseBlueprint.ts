import { resolve } from 'node:path'
import canonicalize from 'canonicalize'
import type { Blueprint } from '../../shared/domain/blueprint'
import { ownBlueprint } from '../../shared/domain/blueprintVersions'
import { done, failed, type Result } from '../../shared/domain/result'
import { readBlueprintFile } from '../exchange/blueprintFile'
import { findShippedBlueprint, shippedBlueprints } from '../org/shippedBlueprints'
import type { StoreFailure } from '../store/failures'

interface Wanted {
  /** The id of a shipped blueprint, or the path of a blueprint file. */
  readonly blueprint: string
  /** A copy whose roles and permissions may be changed. */
  readonly ownRoles: boolean
  readonly blueprintName?: string | undefined
}

/** The blueprint that a new organization is made from. */
export function chooseBlueprint(
  wanted: Wanted,
): Result<Blueprint, 'unknown-blueprint' | 'bad-blueprint' | StoreFailure> {
  const found = looksLikePath(wanted.blueprint) ? readCheckedFile(wanted.blueprint) : findById(wanted.blueprint)
  if (!found.ok || !wanted.ownRoles || found.value.ownRoles) return found
  const id = ownIdOf(found.value)
  return done(ownBlueprint(found.value, { id, name: wanted.blueprintName ?? ownNameOf(found.value) }))
}

/** Reads a blueprint file; one that calls itself by the id of a shipped blueprint has to be that blueprint. */
export function readCheckedFile(path: string): Result<Blueprint, 'bad-blueprint' | StoreFailure> {
  const read = readBlueprintFile(resolve(path))
  if (!read.ok) return read
  const shipped = findShippedBlueprint(read.value.id)
  const { $schema: _schema, ...content } = read.value
  const { $schema: _shippedSchema, ...shippedContent } = shipped ?? read.value
  if (shipped === null || canonicalize(content) === canonicalize(shippedContent)) return read
  return failed(
    'bad-blueprint',
    `The file calls itself “${shipped.id}”, which is a blueprint of Rolecall, but says something else than that one. Give it an id of its own.`,
    { at: '$.id' },
  )
}

/** How a copy is called until somebody names it. */
export function ownNameOf(blueprint: Blueprint): string {
  return `${blueprint.name}, our own`.slice(0, 400)
}

export function ownIdOf(blueprint: Blueprint): string {
  return `${blueprint.id}-own`
}

function findById(id: string): Result<Blueprint, 'unknown-blueprint'> {
  const found = findShippedBlueprint(id)
  if (found !== null) return done(found)
  const known = shippedBlueprints().map((blueprint) => blueprint.id)
  return failed(
    'unknown-blueprint',
    `There is no blueprint “${id}”. Choose one of ${known.join(', ')}, or the path of a blueprint file that ends with .json.`,
  )
}

function looksLikePath(text: string): boolean {
  return /\.json$/i.test(text) || text.includes('/') || text.includes('\\')
}
