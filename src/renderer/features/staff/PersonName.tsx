import Box from '@mui/material/Box'
import { LetterAvatar } from '../../components/LetterAvatar'
import { initials } from '../../words/initials'
import { nameOf } from './nameOf'

interface PersonNameProps {
  readonly person: {
    readonly name: string | null
    readonly email: string | null
    readonly role: { readonly rank: number }
  }
  readonly of: number
}

/** Avatar, name and e-mail, as the lists show a person. */
export function PersonName({ person, of }: PersonNameProps) {
  const clip = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const
  return (
    <Box sx={{ display: 'flex', gap: 2.5, alignItems: 'center', minWidth: 0 }}>
      <LetterAvatar letters={initials(nameOf(person))} rank={person.role.rank} of={of} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, lineHeight: 1.3, ...clip }}>{nameOf(person)}</Box>
        <Box sx={{ color: 'dim', fontSize: 12, lineHeight: 1.25, ...clip }}>{person.email ?? 'E-mail hidden'}</Box>
      </Box>
    </Box>
  )
}
