import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OrgHelp } from '../../../shared/domain/orgHelp'
import { Card } from '../../components/Card'
import { Facts } from '../../components/Facts'
import { ReasonedButton } from '../../components/ReasonedButton'
import { TextLink } from '../../components/TextLink'
import { openLink } from '../../stores/openLink'
import { EditHelpDialog } from './EditHelpDialog'

/** Where questions go: shown under refusals and in the Help menu (S0.22, S3.25). */
export function HelpCard({ help, mayNotEdit }: { readonly help: OrgHelp; readonly mayNotEdit: string | null }) {
  const [isEditing, setEditing] = useState(false)
  const link = (url: string, title: string) => <TextLink onClick={() => void openLink(url)}>{title}</TextLink>
  const links =
    help.links.length === 0 ? (
      'None'
    ) : (
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {help.links.map(({ title, url }) => (
          <li key={`${title}/${url}`}>{link(url, title)}</li>
        ))}
      </Box>
    )
  return (
    <Card
      title="Help"
      aside={
        <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setEditing(true)}>
          Edit help…
        </ReasonedButton>
      }
    >
      <Box sx={{ px: 4, pb: 4, display: 'grid', gap: 3 }}>
        <Box sx={{ color: 'dim' }}>Refusals and the Help menu say where to ask.</Box>
        <Facts
          rows={[
            ['Contact', help.contact === '' ? 'Not written down' : help.contact],
            ...(help.contactLink === null
              ? []
              : [['Send to', link(help.contactLink, help.contactLink.replace(/^mailto:/, ''))] as const]),
            ['Links', links],
          ]}
        />
      </Box>
      {isEditing && <EditHelpDialog help={help} onClose={() => setEditing(false)} />}
    </Card>
  )
}
