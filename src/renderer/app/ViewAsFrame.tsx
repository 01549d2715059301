import Box from '@mui/material/Box'

/** A frame around everything, so that no screen is taken for one's own. */
export function ViewAsFrame() {
  return (
    <Box
      aria-hidden
      sx={{
        position: 'fixed',
        inset: 0,
        border: '4px solid',
        borderColor: 'bad',
        pointerEvents: 'none',
        zIndex: (theme) => theme.zIndex.appBar,
      }}
    />
  )
}
