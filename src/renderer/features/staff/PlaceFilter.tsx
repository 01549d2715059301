import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { pillLook } from '../../components/pillLook'
import { PillWords } from '../../components/PillWords'
import { useOperation } from '../../stores/useOperation'
import type { StaffView } from './staffQuery'

interface PlaceFilterProps {
  readonly at: string | null
  readonly noPlace: boolean
  readonly onChange: (part: Partial<StaffView>) => void
}

interface PlaceOption {
  readonly id: string
  readonly name: string
  readonly kind: string
}

const narrow = createFilterOptions<PlaceOption>({ limit: 200, stringify: (place) => `${place.name} ${place.kind}` })

/** "Place: any ▾". There may be thousands of places, so they are found by typing. */
export function PlaceFilter({ at, noPlace, onChange }: PlaceFilterProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  // Thousands of places are read only once they are asked for.
  const places = useOperation('place.list', anchor === null && at === null ? null : {})
  const options = places.value ?? []
  const chosen = options.find((place) => place.id === at)
  const summary = noPlace ? 'none' : at === null ? null : (chosen?.name ?? at)
  const choose = (part: Partial<StaffView>) => {
    onChange(part)
    setAnchor(null)
  }

  return (
    <>
      <ButtonBase
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={pillLook(at !== null || noPlace)}
      >
        <PillWords label="Place" summary={summary} />
        <ExpandMoreIcon aria-hidden sx={{ fontSize: 15, mr: -1 }} />
      </ButtonBase>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Filter by place', sx: { width: 300, p: 3 } } }}
      >
        <Autocomplete
          options={options}
          value={chosen ?? null}
          size="small"
          loading={places.value === null}
          filterOptions={narrow}
          getOptionLabel={(place) => place.name}
          getOptionKey={(place) => place.id}
          isOptionEqualToValue={(a, b) => a.id === b.id}
          onChange={(_, place) => choose({ at: place?.id ?? null, noPlace: false })}
          renderInput={(params) => <TextField {...params} label="Place, with what is under it" autoFocus />}
        />
        <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>
          <Button variant="text" onClick={() => choose({ at: null, noPlace: false })}>
            Any place
          </Button>
          <Button variant="text" onClick={() => choose({ at: null, noPlace: true })}>
            Without a place
          </Button>
        </Box>
      </Popover>
    </>
  )
}
