import { useMemo } from 'react'
import type { Reach } from '../../../shared/domain/reach'
import { useDraftStore } from '../../stores/draftStore'
import { useMayNot } from '../../stores/useMayNot'
import { useOperation } from '../../stores/useOperation'
import { joinKinds } from '../../words/reachWords'
import { editFor, silentCells, stagedByKey, viewCell, type CellView, type MatrixPermission } from './matrixCells'

/** The matrix in force, the staged edits over it, and the way to stage another. */
export function usePermissionEditor() {
  const matrix = useOperation('grant.matrix', {})
  const blueprint = useOperation('org.blueprint', {})
  const edits = useDraftStore((store) => store.edits)
  const mayNotEdit = useMayNot('grants.edit')

  const silent = useMemo(() => silentCells(blueprint.value), [blueprint.value])
  const kindsOf = useMemo(() => scopeKindNames(blueprint.value), [blueprint.value])
  const roleByKey = useMemo(() => new Map((matrix.value?.roles ?? []).map((role) => [role.key, role])), [matrix.value])
  const staged = useMemo(() => stagedByKey(edits), [edits])

  const viewsOf = useMemo(
    () =>
      (permission: MatrixPermission): readonly CellView[] =>
        permission.cells.flatMap((cell) => {
          const role = roleByKey.get(cell.role)
          const key = `${cell.role}/${permission.key}`
          return role === undefined ? [] : [viewCell(cell, role, permission, staged.get(key), silent.has(key))]
        }),
    [roleByKey, staged, silent],
  )

  // Where each role holds what the one below holds, a permission is told as the lowest role that has it.
  const isThreshold = blueprint.value?.ladder.containsBelow === true
  const catalogue = blueprint.value === null ? null : { isOwn: blueprint.value.ownRoles, name: blueprint.value.name }
  return { matrix, edits, staged, mayNotEdit, viewsOf, kindsOf, isThreshold, catalogue }
}

export type PermissionEditor = ReturnType<typeof usePermissionEditor>

/** Stages what was chosen for a cell, or takes its staged edit back when it changes nothing. */
export function chooseReach(view: CellView, wanted: Reach | null): void {
  const { stage, unstage } = useDraftStore.getState()
  const edit = editFor(view, wanted)
  if (edit === null) unstage(view.cell.role, view.permission.key)
  else stage(edit)
}

type Blueprint = NonNullable<ReturnType<typeof useOperation<'org.blueprint'>>['value']>

/** The places that count for a permission, in the words of the blueprint: "Groups", "Projects and tasks". */
function scopeKindNames(blueprint: Blueprint | null): (permission: string) => string {
  const pluralByKey = new Map((blueprint?.placeKinds ?? []).map((kind) => [kind.key, kind.plural]))
  const own = new Map(
    (blueprint?.permissions ?? []).map((permission) => [permission.key as string, permission.scopeKinds]),
  )
  return (permission) =>
    joinKinds((own.get(permission) ?? blueprint?.scopeKinds ?? []).map((kind) => pluralByKey.get(kind) ?? kind))
}
