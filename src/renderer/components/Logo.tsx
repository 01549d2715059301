import Box from '@mui/material/Box'

/** A rounded square with one letter. */
export function Logo({ letter, size = 30 }: { readonly letter: string; readonly size?: number }) {
  return (
    <Box
      aria-hidden
      sx={{
        width: size,
        height: size,
        flex: 'none',
        borderRadius: size > 40 ? '12px' : '8px',
        display: 'grid',
        placeItems: 'center',
        color: '#fff',
        fontWeight: 700,
        fontSize: size > 40 ? 20 : 13,
        background: (theme) => `linear-gradient(160deg, ${theme.palette.rankInk[0]}, ${theme.palette.rankInk[2]})`,
      }}
    >
      {letter.toLocaleUpperCase()}
    </Box>
  )
}
