import { styled } from '@mui/material/styles'
import { memo } from 'react'
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
export const PersonName = memo(function PersonName({ person, of }: PersonNameProps) {
  return (
    <Row>
      <LetterAvatar letters={initials(nameOf(person))} rank={person.role.rank} of={of} />
      <Lines>
        <Name>{nameOf(person)}</Name>
        <Email>{person.email ?? 'E-mail hidden'}</Email>
      </Lines>
    </Row>
  )
})

const clip = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

const Row = styled('div')({ display: 'flex', gap: 10, alignItems: 'center', minWidth: 0 })

const Lines = styled('div')({ minWidth: 0 })

const Name = styled('div')({ fontWeight: 600, lineHeight: 1.3, ...clip })

const Email = styled('div')(({ theme }) => ({ color: theme.palette.dim, fontSize: 12, lineHeight: 1.25, ...clip }))
