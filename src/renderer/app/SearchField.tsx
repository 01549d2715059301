import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { Kbd } from '../components/Kbd'
import { usePaletteStore } from './paletteStore'

/** Looks like a field and opens the search. */
export function SearchField() {
  const show = usePaletteStore((store) => store.show)
  return (
    <ButtonBase
      aria-keyshortcuts="Control+K"
      onClick={() => show('search')}
      sx={{
        width: 'clamp(180px, 21vw, 300px)',
        height: 34,
        px: 2.5,
        gap: 1.5,
        justifyContent: 'flex-start',
        border: '1px solid',
        borderColor: 'line',
        borderRadius: '8px',
        bgcolor: 'paper',
        color: 'faint',
        fontFamily: 'inherit',
        fontSize: 13,
        '&:hover': { borderColor: 'strongLine' },
      }}
    >
      <SearchIcon aria-hidden sx={{ fontSize: 16 }} />
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        Search people, roles, permissions…
      </Box>
      <Box component="span" sx={{ ml: 'auto', lineHeight: 1.3 }}>
        <Kbd>Ctrl K</Kbd>
      </Box>
    </ButtonBase>
  )
}
