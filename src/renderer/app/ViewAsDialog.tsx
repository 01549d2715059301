import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { NamePicker } from '../components/NamePicker'
import { PillTabs } from '../components/PillTabs'
import { PersonPicker } from '../pickers/PersonPicker'
import { useOperation } from '../stores/useOperation'
import { viewAs } from '../stores/viewAsStore'

/** Chooses through whose eyes to look: anybody of a role at some places, or one person. */
export function ViewAsDialog({ onClose }: { readonly onClose: () => void }) {
  const ladder = useOperation('role.list', {}).value
  const places = useOperation('place.list', { archived: false }).value ?? []
  const [tab, setTab] = useState<'role' | 'person'>('role')
  const [role, setRole] = useState<RoleKey | null>(null)
  const [at, setAt] = useState<readonly PlaceId[]>([])
  const [person, setPerson] = useState<StaffId | null>(null)
  const chosenRole = role ?? ladder?.rungs.at(-1)?.key ?? null

  const start = async () => {
    if (tab === 'person') return person === null ? { message: 'Choose a person first.' } : viewAs({ who: person })
    if (chosenRole === null) return { message: 'Choose a role first.' }
    return viewAs({ role: chosenRole, ...(at.length === 0 ? {} : { at: [...at] }) })
  }

  return (
    <ConfirmDialog title="View as…" confirmWord="View" onClose={onClose} onConfirm={start}>
      <Box sx={{ display: 'grid', gap: 4, pt: 1 }}>
        <Box sx={{ color: 'dim' }}>
          Every screen then shows what they would see, and nothing can be changed until you stop.
        </Box>
        <PillTabs
          label="Whose eyes"
          tabs={[
            { value: 'role', label: 'A role' },
            { value: 'person', label: 'A person' },
          ]}
          chosen={tab}
          onChange={setTab}
        />
        {tab === 'role' && (
          <>
            <TextField
              select
              label="Role"
              value={chosenRole ?? ''}
              onChange={(event) => setRole(event.target.value as RoleKey)}
            >
              {(ladder?.rungs ?? []).map((rung) => (
                <MenuItem key={rung.key} value={rung.key}>
                  {rung.name}
                </MenuItem>
              ))}
            </TextField>
            <NamePicker
              label="Assigned to"
              hint="Left empty: the first place of each kind, and every product."
              options={places.map((place) => ({ id: place.id, name: place.name, hint: place.kind }))}
              chosen={at}
              onChange={(chosen) => setAt(chosen as readonly PlaceId[])}
            />
          </>
        )}
        {tab === 'person' && <PersonPicker label="Person" chosen={person} onChange={setPerson} />}
      </Box>
    </ConfirmDialog>
  )
}
