import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { isHelpLink, type OrgHelp } from '../../../shared/domain/orgHelp'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { applyChange } from '../../stores/applyChange'
import { helpProblem } from './helpProblem'

const wrongLink = 'Begin with https:// or mailto:'

export function EditHelpDialog({ help, onClose }: { readonly help: OrgHelp; readonly onClose: () => void }) {
  const [contact, setContact] = useState(help.contact)
  const [contactLink, setContactLink] = useState(help.contactLink ?? '')
  const [links, setLinks] = useState<OrgHelp['links']>(help.links)
  const [isChecked, setChecked] = useState(false)
  const isWrong = (url: string) => isChecked && url.trim() !== '' && !isHelpLink(url.trim())

  const save = async () => {
    setChecked(true)
    const wanted = {
      contact: contact.trim(),
      contactLink: contactLink.trim() === '' ? null : contactLink.trim(),
      links: links
        .map(({ title, url }) => ({ title: title.trim(), url: url.trim() }))
        .filter(({ title, url }) => title !== '' || url !== ''),
    }
    const problem = helpProblem(wanted)
    if (problem !== null) return { message: problem }
    const answer = await applyChange('help.set', wanted, 'Saved where questions go.')
    return answer.ok ? null : answer.error
  }
  const change = (index: number, part: Partial<OrgHelp['links'][number]>) =>
    setLinks(links.map((link, at) => (at === index ? { ...link, ...part } : link)))

  return (
    <ConfirmDialog title="Where questions go" confirmWord="Save" maxWidth="sm" onClose={onClose} onConfirm={save}>
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <TextField
          label="Contact"
          value={contact}
          autoFocus
          multiline
          helperText="In words. Use an address of the office rather than of one person: it stays in the history."
          onChange={(event) => setContact(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 400 } }}
        />
        <TextField
          label="Link for questions (optional)"
          value={contactLink}
          error={isWrong(contactLink)}
          helperText={isWrong(contactLink) ? wrongLink : 'For example mailto:help@example.org'}
          onChange={(event) => setContactLink(event.target.value)}
        />
        <Box role="group" aria-label="Help links" sx={{ display: 'grid', gap: 3 }}>
          {links.map(({ title, url }, index) => (
            <Box key={index} sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
              <TextField
                label={`Title of link ${index + 1}`}
                value={title}
                onChange={(event) => change(index, { title: event.target.value })}
                sx={{ flex: 2 }}
              />
              <TextField
                label={`Address of link ${index + 1}`}
                value={url}
                error={isWrong(url)}
                helperText={isWrong(url) ? wrongLink : undefined}
                onChange={(event) => change(index, { url: event.target.value })}
                sx={{ flex: 3 }}
              />
              <IconButton
                aria-label={`Take link ${index + 1} away`}
                onClick={() => setLinks(links.filter((_, at) => at !== index))}
              >
                <DeleteIcon fontSize="small" />
              </IconButton>
            </Box>
          ))}
          {links.length < 20 && (
            <Button
              startIcon={<AddIcon />}
              onClick={() => setLinks([...links, { title: '', url: '' }])}
              sx={{ justifySelf: 'start' }}
            >
              Add a link
            </Button>
          )}
        </Box>
      </Box>
    </ConfirmDialog>
  )
}
