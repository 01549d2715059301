import type { PermissionKey } from '../../../shared/domain/ids'
import { SidePanel } from '../../components/SidePanel'
import type { Reading } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import type { BulkScope } from './BulkDialog'
import { EffectsPanel } from './EffectsPanel'
import { Legend } from './Legend'
import type { Matrix } from './matrixCells'
import { PermissionPanel } from './PermissionPanel'
import type { Impact } from './useImpact'
import type { PermissionEditor } from './usePermissionEditor'

interface EditorAsideProps {
  readonly editor: PermissionEditor
  readonly impact: Reading<Impact>
  readonly matrix: Matrix
  readonly permission: PermissionKey | null
  readonly onClose: () => void
  readonly onBulk: (scope: BulkScope) => void
}

/** Beside the matrix: one permission in detail, else what the staged edits do, else how to read the marks. */
export function EditorAside({ editor, impact, matrix, permission, onClose, onBulk }: EditorAsideProps) {
  const opened = matrix.permissions.find((each) => each.key === permission)
  if (opened !== undefined) {
    return (
      <SidePanel width={364} label={opened.name} onClose={onClose}>
        <PermissionPanel key={opened.key} permission={opened} matrix={matrix} editor={editor} onBulk={onBulk} />
      </SidePanel>
    )
  }
  if (editor.edits.length > 0) {
    return (
      <SidePanel width={364} label={`What ${countOf(editor.edits.length, 'staged edit does', 'staged edits do')}`}>
        <EffectsPanel impact={impact} matrix={matrix} mayNotEdit={editor.mayNotEdit} />
      </SidePanel>
    )
  }
  return (
    <SidePanel width={364} label="How to read the matrix" givesWay>
      <Legend mayNotEdit={editor.mayNotEdit} />
    </SidePanel>
  )
}
