import ClearIcon from '@mui/icons-material/Clear'
import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import InputBase from '@mui/material/InputBase'

interface SearchBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly width?: number | string
}

/** A small field that narrows a list. Escape empties it. */
export function SearchBox({ label, value, onChange, width = 220 }: SearchBoxProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        width,
        minWidth: 0,
        height: 26,
        pl: 2,
        pr: '2px',
        border: '1px solid',
        borderColor: 'line',
        borderRadius: '13px',
        bgcolor: 'paper',
        '&:focus-within': { borderColor: 'brand', boxShadow: (theme) => `0 0 0 1px ${theme.palette.brand}` },
      }}
    >
      <SearchIcon aria-hidden sx={{ fontSize: 15, color: 'faint', mr: 1 }} />
      <InputBase
        value={value}
        placeholder={label}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.preventDefault()
            event.stopPropagation()
            onChange('')
          }
        }}
        slotProps={{ input: { 'aria-label': label, type: 'text', spellCheck: false } }}
        sx={{
          flex: 1,
          fontSize: 12,
          '& input': { p: 0, outline: 'none !important' },
          '& input::placeholder': { color: 'faint', opacity: 1 },
        }}
      />
      {value !== '' && (
        <IconButton aria-label={`Clear: ${label}`} onClick={() => onChange('')} sx={{ p: '2px' }}>
          <ClearIcon sx={{ fontSize: 14 }} />
        </IconButton>
      )}
    </Box>
  )
}
