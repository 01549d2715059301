import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useToastStore } from '../stores/toastStore'
import { useViewAsStore, viewAs } from '../stores/viewAsStore'

/** Says on every page through whose eyes one looks; one click and one is oneself again. */
export function ViewAsBanner({ name }: { readonly name: string }) {
  const showProduct = useViewAsStore((store) => store.showProduct)
  const stop = async () => {
    const failure = await viewAs({})
    if (failure !== null) useToastStore.getState().show({ text: failure.message, tone: 'problem' })
  }
  return (
    <Box
      role="status"
      data-testid="view-as-banner"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2.5,
        px: '22px',
        py: 1.5,
        bgcolor: 'badBg',
        borderBottom: '2px solid',
        borderColor: 'bad',
      }}
    >
      <VisibilityIcon aria-hidden sx={{ fontSize: 17, color: 'bad' }} />
      <span>
        <b>You see this as {name}.</b> Read only: nothing can be changed.
      </span>
      <Box sx={{ flex: 1 }} />
      <Button data-print="hide" onClick={() => showProduct(true)} sx={{ py: '2px', flex: 'none' }}>
        The product as they see it
      </Button>
      <Button
        data-print="hide"
        variant="contained"
        color="primary"
        aria-label={`Stop viewing as ${name}`}
        onClick={() => void stop()}
        sx={{ py: '2px', flex: 'none' }}
      >
        Stop
      </Button>
    </Box>
  )
}
