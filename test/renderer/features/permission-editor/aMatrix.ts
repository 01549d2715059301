import type { Reach } from '../../../../src/shared/domain/reach'
import type {
  Matrix,
  MatrixCell,
  MatrixPermission,
} from '../../../../src/renderer/features/permission-editor/matrixCells'

export function aCell(role: string, reach: Reach, more: Partial<MatrixCell> = {}): MatrixCell {
  return {
    role: role as MatrixCell['role'],
    reach,
    default: reach,
    grantable: null,
    isEdited: false,
    isLocked: false,
    isEditable: true,
    isUnspecified: false,
    isOff: false,
    allowedReaches: ['none', 'assigned', 'all'],
    ...more,
  }
}

export function aPermission(key: string, area: string, cells: readonly MatrixCell[]): MatrixPermission {
  return {
    key: key as MatrixPermission['key'],
    area,
    name: `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('.', ' ')}`,
    summary: '',
    why: null,
    class: 'place',
    needs: [],
    notes: [],
    fixedBecause: null,
    cells: [...cells],
  }
}

export function aMatrix(permissions: readonly MatrixPermission[]): Matrix {
  return {
    roles: [
      { key: 'admin', name: 'Admin', rank: 0, locked: true, people: 2 },
      { key: 'manager', name: 'Manager', rank: 1, locked: false, people: 38 },
    ] as Matrix['roles'],
    areas: [
      { key: 'users', name: 'Users' },
      { key: 'inbox', name: 'Inbox' },
    ],
    permissions: [...permissions],
  }
}
