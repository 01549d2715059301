import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { FailureNotice } from '../components/FailureNotice'
import { LoadingLines } from '../components/LoadingLines'
import { MessageDialog } from '../components/MessageDialog'
import { TextLink } from '../components/TextLink'
import { openLink } from '../stores/openLink'
import { useRouteStore } from '../stores/routeStore'
import { useOperation } from '../stores/useOperation'

/** Where questions go in this organization, and pages that help (S0.22, S3.25). */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { value, failure, reload } = useOperation('org.settings', {})
  const go = useRouteStore((store) => store.go)
  const help = value?.help
  const isEmpty = help !== undefined && help.contact === '' && help.contactLink === null && help.links.length === 0
  return (
    <MessageDialog
      title="Help in this organization"
      onClose={onClose}
      actions={
        <Button
          onClick={() => {
            onClose()
            go('settings')
          }}
        >
          Open the settings
        </Button>
      }
      text={
        <>
          {failure !== null && <FailureNotice failure={failure} onRetry={reload} />}
          {help === undefined && failure === null && <LoadingLines lines={3} label="Reading the help" />}
          {isEmpty &&
            'Nobody has written down yet where questions go. The settings of the organization have a place for it.'}
          {help !== undefined && (
            <Box sx={{ display: 'grid', gap: 3 }}>
              {help.contact !== '' && <Box>{help.contact}</Box>}
              <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 1.5 }}>
                {[
                  ...(help.contactLink === null ? [] : [{ title: 'Send a question', url: help.contactLink }]),
                  ...help.links,
                ].map(({ title, url }) => (
                  <li key={`${title}/${url}`}>
                    <TextLink onClick={() => void openLink(url)}>{title}</TextLink>{' '}
                    <Box component="span" sx={{ color: 'dim', fontSize: 12 }}>
                      {url.replace(/^mailto:/, '')}
                    </Box>
                  </li>
                ))}
              </Box>
            </Box>
          )}
        </>
      }
    />
  )
}
