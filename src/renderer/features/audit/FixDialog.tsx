import Box from '@mui/material/Box'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { LoadingLines } from '../../components/LoadingLines'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { countPeople } from '../../words/countOf'
import type { Finding } from './FindingsTab'

const mostNames = 100

/** What is done, by the kind of proposal. */
const confirmWords: Readonly<Record<string, string>> = {
  purge: 'Purge for good',
  remove: 'Move to Restore',
  'end-cover': 'Take out',
}

/** Shows whom a proposed edit touches before it is made, as one item that can be undone. */
export function FixDialog({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const people = useOperation('audit.people', { key: finding.key, limit: mostNames })
  const isFinal = finding.proposal?.kind === 'purge'
  const rest = finding.people - (people.value?.rows.length ?? 0)
  return (
    <ConfirmDialog
      title={finding.title}
      confirmWord={confirmWords[finding.proposal?.kind ?? 'assign'] ?? 'Do it'}
      isDangerous={isFinal}
      maxWidth="sm"
      onClose={onClose}
      onConfirm={async () => {
        const answer = await applyChange('audit.fix', { key: finding.key }, 'Done.', !isFinal)
        return answer.ok ? null : answer.error
      }}
    >
      <Box sx={{ mb: 2 }}>{finding.proposal?.text}</Box>
      {finding.people > 0 && people.value === null && <LoadingLines lines={3} label="Reading the people" />}
      {people.value !== null && people.value.rows.length > 0 && (
        <Box
          component="ul"
          aria-label={countPeople(finding.people)}
          tabIndex={0}
          sx={{ maxHeight: 220, overflow: 'auto', m: 0, pl: 4, color: 'dim' }}
        >
          {people.value.rows.map((person) => (
            <li key={person.id}>
              {person.name ?? 'A person'}
              {person.email !== null && ` · ${person.email}`}
            </li>
          ))}
          {rest > 0 && <li>and {countPeople(rest)} more</li>}
        </Box>
      )}
    </ConfirmDialog>
  )
}
