import BlockIcon from '@mui/icons-material/BlockOutlined'
import DoNotDisturbIcon from '@mui/icons-material/DoNotDisturbOnOutlined'
import HiddenIcon from '@mui/icons-material/VisibilityOffOutlined'
import ShownIcon from '@mui/icons-material/VisibilityOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { FailureNotice } from '../components/FailureNotice'
import { LoadingLines } from '../components/LoadingLines'
import { MessageDialog } from '../components/MessageDialog'
import { useOperation } from '../stores/useOperation'

const icons = { shown: ShownIcon, hidden: HiddenIcon, disabled: DoNotDisturbIcon, refused: BlockIcon }

/** Every entry point of the product as the person sees it, and where they land (S2.11, S3.6 to S3.14). */
export function ProductDialog({ onClose }: { readonly onClose: () => void }) {
  const product = useOperation('product.read', {})
  const { value, failure } = product
  return (
    <MessageDialog
      title={value === null ? 'The product as they see it' : `The product as ${value.as.name} sees it`}
      onClose={onClose}
      text={
        <Box
          role="group"
          aria-label="Entry points"
          tabIndex={0}
          sx={{ display: 'grid', gap: 4, maxHeight: '62vh', overflow: 'auto', pr: 2 }}
        >
          {failure !== null && <FailureNotice failure={failure} onRetry={product.reload} />}
          {value === null && failure === null && <LoadingLines lines={6} label="Working out what they see" />}
          {value !== null && value.views.length > 0 && (
            <section>
              <Typography variant="h3">Where they land</Typography>
              <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>
                {value.views.map((view) => (
                  <li key={view.key}>
                    {view.name}: <b>{view.view}</b>
                    {!view.isPermitted && (
                      <Box component="span" sx={{ color: 'bad' }}>
                        {' '}
                        · they may not open it: it takes {view.permissionName}
                      </Box>
                    )}
                  </li>
                ))}
              </Box>
            </section>
          )}
          {value?.areas.map((area) => (
            <section key={area.key}>
              <Typography variant="h3">{area.name}</Typography>
              <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'grid', gap: 1.5 }}>
                {area.permissions.flatMap((permission) =>
                  (permission.entryPoints.length === 0
                    ? [
                        {
                          name: permission.name,
                          state: permission.isHeld ? ('shown' as const) : ('refused' as const),
                          text: null,
                        },
                      ]
                    : permission.entryPoints
                  ).map((point) => {
                    const Icon = icons[point.state]
                    return (
                      <Box
                        component="li"
                        key={`${permission.permission}/${point.name}`}
                        sx={{ display: 'grid', gridTemplateColumns: '20px 1fr 70px', gap: 2 }}
                      >
                        <Icon
                          aria-hidden
                          sx={{ fontSize: 16, mt: '2px', color: point.state === 'shown' ? 'ok' : 'dim' }}
                        />
                        <Box sx={{ minWidth: 0 }}>
                          {point.name}
                          <Box sx={{ color: 'dim', fontSize: 12 }}>
                            {permission.name} · {permission.because}
                            {point.text !== null &&
                              // Where nothing is shown there is nothing to read either: the text tells of it.
                              (point.state === 'hidden' ? ` ${point.text}` : ` They read: “${point.text}”`)}
                          </Box>
                        </Box>
                        <Box sx={{ fontWeight: 600, textAlign: 'right' }}>{point.state}</Box>
                      </Box>
                    )
                  }),
                )}
              </Box>
            </section>
          ))}
        </Box>
      }
    />
  )
}
