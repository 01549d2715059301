import type { Intent, PersonalValue } from '../../../shared/domain/change'
import type { StaffId } from '../../../shared/domain/ids'

/** A personal value as a change names it. Whose it is says the signed change, never the file that brought it. */
export type PersonalRef = Pick<PersonalValue, 'hash' | 'staffId' | 'field'>

/**
 * The personal values that a change brings, and those it compares with: whoever lacks one of these would find otherwise
 * than whoever has it.
 */
export function personalRefs(intent: Intent, author: StaffId): PersonalRef[] {
  const refs: PersonalRef[] = []
  const add = (staffId: StaffId, field: PersonalValue['field'], named: { hash: string } | undefined) => {
    if (named !== undefined) refs.push({ hash: named.hash, staffId, field })
  }
  if (intent.kind === 'org.create') {
    const { staffId, name, email } = intent.body.owner
    add(staffId, 'name', name)
    add(staffId, 'email', email)
    return refs
  }
  add(author, 'note', intent.body.note)
  switch (intent.kind) {
    case 'staff.add':
    case 'staff.edit':
      for (const { staffId, from, to } of intent.body.rows) {
        for (const named of [from, to]) {
          add(staffId, 'name', named?.name)
          add(staffId, 'email', named?.email)
        }
      }
      break
    case 'key.enroll':
      for (const { staffId, to } of intent.body.rows) add(staffId, 'device', to.name)
      break
    case 'registrar.set':
      for (const { takeOver } of intent.body.rows) {
        if (takeOver === undefined) continue
        add(takeOver.staffId, 'device', takeOver.console.name)
        add(takeOver.staffId, 'device', takeOver.operator.name)
      }
      break
    default:
  }
  return refs
}
