import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { countOf } from '../../words/countOf'

const shownAtOnce = 8

/** Places that would be added, by name: a misspelled one is easy to see here. */
export function NewPlaces({ places }: { readonly places: OperationOutput<'import.preview'>['newPlaces'] }) {
  const [isOpen, setOpen] = useState(false)
  if (places.length === 0) return null
  const shown = isOpen ? places : places.slice(0, shownAtOnce)
  return (
    <Notice tone="info" title={`${countOf(places.length, 'place is', 'places are')} new and will be added`}>
      <Box sx={{ maxHeight: 120, overflow: 'auto' }}>
        {shown.map((place) => place.name).join(', ')}
        {places.length > shownAtOnce && (
          <Button variant="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} sx={{ p: 0, ml: 2 }}>
            {isOpen ? 'Fewer' : `and ${places.length - shownAtOnce} more`}
          </Button>
        )}
      </Box>
    </Notice>
  )
}
