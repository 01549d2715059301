import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined'
import CloseIcon from '@mui/icons-material/Close'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Snackbar from '@mui/material/Snackbar'
import { undoItem } from '../stores/applyChange'
import { useToastStore } from '../stores/toastStore'

/** What was just done, with *Undo*. It stays while it is pointed at or focused. */
export function Toasts() {
  const { toast, dismiss } = useToastStore()
  if (toast === null) return null
  const Icon = toast.tone === 'done' ? CheckCircleIcon : ErrorIcon
  return (
    <Snackbar
      data-print="hide"
      key={toast.id}
      open
      onClose={(_, why) => {
        if (why !== 'clickaway') dismiss()
      }}
      autoHideDuration={toast.tone === 'done' ? 10_000 : null}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      sx={{ mb: 12 }}
    >
      <Box
        role={toast.tone === 'done' ? 'status' : 'alert'}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2.5,
          maxWidth: 640,
          pl: 4,
          pr: 2,
          py: 2,
          borderRadius: '10px',
          bgcolor: 'bar',
          color: 'barInk',
          border: '1px solid',
          borderColor: 'barLine',
          boxShadow: '0 8px 28px rgba(0, 0, 0, 0.28)',
        }}
      >
        <Icon aria-hidden sx={{ fontSize: 18, flex: 'none', color: toast.tone === 'done' ? '#5fd39b' : '#ff9b8f' }} />
        <Box sx={{ flex: 1 }}>{toast.text}</Box>
        {toast.undoItem !== undefined && (
          <Button
            onClick={() => {
              dismiss()
              void undoItem(toast.undoItem!)
            }}
            sx={{
              bgcolor: 'transparent',
              color: 'barInk',
              borderColor: 'barLine',
              '&:hover': { bgcolor: 'rgba(255, 255, 255, 0.1)', borderColor: 'barInk' },
            }}
          >
            {toast.undoWord ?? 'Undo'}
          </Button>
        )}
        <IconButton aria-label="Close the message" onClick={dismiss} sx={{ color: 'barDim' }}>
          <CloseIcon sx={{ fontSize: 16 }} />
        </IconButton>
      </Box>
    </Snackbar>
  )
}
