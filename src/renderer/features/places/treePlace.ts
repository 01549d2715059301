import type { OperationOutput } from '../../../shared/operations/contract'

export type TreeLine = OperationOutput<'place.tree'>['lines'][number]
export type TreePlace = TreeLine['place']
