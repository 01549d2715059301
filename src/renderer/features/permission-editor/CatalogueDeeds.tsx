import Box from '@mui/material/Box'
import { useState } from 'react'
import type { PermissionKey } from '../../../shared/domain/ids'
import { ReasonedButton } from '../../components/ReasonedButton'
import { TextLink } from '../../components/TextLink'
import { useRouteStore } from '../../stores/routeStore'
import { AreasDialog } from './AreasDialog'
import type { Matrix } from './matrixCells'
import { NewerVersionDialog } from './NewerVersionDialog'
import { PermissionDialog } from './PermissionDialog'

interface CatalogueDeedsProps {
  readonly matrix: Matrix
  /** Whether the blueprint is the organization's own, and what it is called. */
  readonly catalogue: { readonly isOwn: boolean; readonly name: string }
  readonly mayNotEdit: string | null
  /** Opens with the newer version of the blueprint. */
  readonly showsNewer: boolean
  readonly onAdded: (permission: PermissionKey) => void
}

/**
 * Under the grid: permissions and areas are added to an own blueprint, of a shipped one it is said that they are fixed;
 * either may come to a newer version.
 */
export function CatalogueDeeds({ matrix, catalogue, mayNotEdit, showsNewer, onAdded }: CatalogueDeedsProps) {
  const [shown, setShown] = useState<'permission' | 'areas' | 'version' | null>(showsNewer ? 'version' : null)
  const go = useRouteStore((store) => store.go)
  const end = () => setShown(null)
  return (
    <Box
      data-print="hide"
      sx={{ p: 3, color: 'dim', display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 3, rowGap: 1 }}
    >
      {!catalogue.isOwn && (
        <span>
          The permissions and areas of {catalogue.name} are fixed.{' '}
          <TextLink onClick={() => go('role-ladder')}>Make the roles your own</TextLink> on the role ladder; then they
          may be changed too.
        </span>
      )}
      {catalogue.isOwn && (
        <>
          <span>The permissions of {catalogue.name} are your own.</span>
          <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setShown('permission')}>
            Add a permission…
          </ReasonedButton>
          <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setShown('areas')}>
            Areas…
          </ReasonedButton>
        </>
      )}
      <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setShown('version')}>
        Newer version…
      </ReasonedButton>
      {shown === 'version' && <NewerVersionDialog blueprint={catalogue.name} onClose={end} />}
      {shown === 'permission' && <PermissionDialog areas={matrix.areas} onClose={end} onAdded={onAdded} />}
      {shown === 'areas' && <AreasDialog matrix={matrix} onClose={end} />}
    </Box>
  )
}
