import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { bridge } from '../../bridge'
import { useOpeningStore } from '../../stores/openingStore'
import { useOperation } from '../../stores/useOperation'
import { describeRecent } from './describeRecent'
import { useNow } from '../../stores/useNow'

/** Files opened lately. A missing one is said to be missing and can be taken off the list. */
export function RecentFiles() {
  const nowMs = useNow()
  const recent = useOperation('app.recent', {})
  const open = useOpeningStore((store) => store.open)
  const files = recent.value ?? []
  if (files.length === 0 && recent.failure === null) return null

  const forget = async (path: string) => {
    await bridge.call('app.forgetRecent', { path })
    recent.reload()
  }

  return (
    <Box component="section" aria-labelledby="recent-title" sx={{ mt: '34px' }}>
      <Typography variant="h2" id="recent-title" sx={{ fontSize: 13, mb: 1.5 }}>
        Recent
      </Typography>
      {recent.failure !== null && <Box sx={{ color: 'dim' }}>{recent.failure.message}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {files.map((file) => (
          <Box component="li" key={file.path} sx={{ display: 'flex', alignItems: 'center', gap: 1, mx: -2 }}>
            <Tooltip title={file.path} placement="right">
              <ButtonBase
                onClick={() => void open(file.path)}
                sx={{
                  flex: 1,
                  minWidth: 0,
                  justifyContent: 'flex-start',
                  textAlign: 'left',
                  px: 2,
                  py: 1,
                  borderRadius: '8px',
                  fontFamily: 'inherit',
                  fontSize: 13,
                  '&:hover': { bgcolor: 'chip' },
                }}
              >
                <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                  <Box
                    component="span"
                    sx={{ color: file.exists ? 'ink' : 'faint', textDecoration: file.exists ? 'none' : 'line-through' }}
                  >
                    {file.name}
                  </Box>
                  <Box component="span" sx={{ color: file.exists ? 'faint' : 'warn' }}>
                    {' '}
                    · {describeRecent(file, nowMs)}
                  </Box>
                </Box>
              </ButtonBase>
            </Tooltip>
            <IconButton aria-label={`Take ${file.name} off this list`} onClick={() => void forget(file.path)}>
              <CloseIcon sx={{ fontSize: 15 }} />
            </IconButton>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
