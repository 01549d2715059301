import Box from '@mui/material/Box'
import { TextLink } from '../components/TextLink'
import { openLink } from '../stores/openLink'
import { useOperation } from '../stores/useOperation'

/** Under a refusal: where this organization sends questions about access (S0.22). */
export function HelpHint() {
  const help = useOperation('org.settings', {}).value?.help
  if (help === undefined || (help.contact === '' && help.contactLink === null)) return null
  const link = help.contactLink
  return (
    <Box sx={{ mt: 1 }}>
      Questions? {help.contact}
      {link !== null && (
        <>
          {' '}
          <TextLink onClick={() => void openLink(link)}>{link.replace(/^mailto:/, '')}</TextLink>
        </>
      )}
    </Box>
  )
}
