import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import SubIcon from '@mui/icons-material/SubdirectoryArrowRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { OperationOutput } from '../../../shared/operations/contract'
import { EmptyState } from '../../components/EmptyState'
import { type DraftPlace, inOrder, type LocationDraft, withoutPlace } from './locationDraft'
import { StepCard } from './StepCard'

interface PlacesStepProps {
  readonly draft: LocationDraft
  readonly onChange: (draft: LocationDraft) => void
  readonly kinds: OperationOutput<'org.blueprint'>['placeKinds']
}

/** What lies under the location: lines, groups, accounts, projects, as the organization has them. */
export function PlacesStep({ draft, onChange, kinds }: PlacesStepProps) {
  const lines = inOrder(draft.places)
  const kindsUnder = (parent: DraftPlace | null) =>
    kinds.filter(
      ({ key, under }) => key !== 'location' && key !== 'product' && (parent === null || under.includes(parent.kind)),
    )
  const add = (parent: DraftPlace | null) => {
    const kind = kindsUnder(parent)[0]?.key
    if (kind === undefined) return
    const place = { id: crypto.randomUUID(), parent: parent?.id ?? null, kind, name: '', key: '' }
    onChange({ ...draft, places: [...draft.places, place] })
  }
  const edit = (place: DraftPlace) =>
    onChange({ ...draft, places: draft.places.map((each) => (each.id === place.id ? place : each)) })

  return (
    <StepCard
      title={`Under ${draft.name.trim()}`}
      text="People are assigned to the location, or to some of these alone. Who is assigned to the location has all of them."
    >
      {lines.length === 0 && (
        <EmptyState
          title="Nothing lies under it"
          text={`That is fine for a location without ${kindsUnder(null)
            .map((kind) => kind.plural.toLowerCase())
            .join(', ')}.`}
        />
      )}
      <Box component="ul" aria-label="Places" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {lines.map(({ place, depth }, index) => {
          const parent = draft.places.find((each) => each.id === place.parent) ?? null
          const called = place.name.trim() === '' ? `place ${index + 1}` : place.name.trim()
          return (
            <Box
              component="li"
              key={place.id}
              sx={{ display: 'flex', gap: 2, alignItems: 'center', pl: `${depth * 26}px` }}
            >
              <TextField
                select
                label="Kind"
                value={place.kind}
                onChange={(event) => edit({ ...place, kind: event.target.value })}
                sx={{ width: 140, flex: 'none' }}
              >
                {kindsUnder(parent).map((kind) => (
                  <MenuItem key={kind.key} value={kind.key}>
                    {kind.name}
                  </MenuItem>
                ))}
              </TextField>
              <TextField
                label="Name"
                value={place.name}
                autoFocus={place.name === ''}
                onChange={(event) => edit({ ...place, name: event.target.value })}
                slotProps={{ htmlInput: { maxLength: 200 } }}
                sx={{ flex: 1, maxWidth: 360 }}
              />
              <TextField
                label="Key"
                value={place.key}
                placeholder="from the name"
                onChange={(event) => edit({ ...place, key: event.target.value })}
                slotProps={{ htmlInput: { maxLength: 100 }, inputLabel: { shrink: true } }}
                sx={{ width: 170, flex: 'none' }}
              />
              {kindsUnder(place).length > 0 && (
                <IconButton aria-label={`Add a place under ${called}`} onClick={() => add(place)}>
                  <SubIcon sx={{ fontSize: 18 }} />
                </IconButton>
              )}
              <IconButton aria-label={`Remove ${called}`} onClick={() => onChange(withoutPlace(draft, place.id))}>
                <DeleteIcon sx={{ fontSize: 18 }} />
              </IconButton>
            </Box>
          )
        })}
      </Box>
      {kindsUnder(null).length > 0 && (
        <Button startIcon={<AddIcon />} onClick={() => add(null)} sx={{ mt: 3 }}>
          Add a place
        </Button>
      )}
    </StepCard>
  )
}
