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
    <div className="person">
      <LetterAvatar letters={initials(nameOf(person))} rank={person.role.rank} of={of} />
      <div className="person-lines">
        <div className="person-name">{nameOf(person)}</div>
        <div className="person-email">{person.email ?? 'E-mail hidden'}</div>
      </div>
    </div>
  )
})
