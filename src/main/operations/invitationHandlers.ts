import { cellReach } from '../../shared/domain/cellReach'
import { done } from '../../shared/domain/result'
import type { StaffMember } from '../../shared/domain/staff'
import type { invitationOperations } from '../../shared/operations/invitation'
import type { Org } from '../org/Org'
import { findVisible, presentRole } from './present'
import type { OrgHandlers } from './session'
import { noSuchPerson } from './staffEdits'

export const invitationHandlers: Pick<OrgHandlers, keyof typeof invitationOperations> = {
  'staff.invitation': (org, { staffIds }) => {
    const messages = []
    for (const staffId of new Set(staffIds)) {
      const found = findVisible(org, staffId)
      if (found === undefined || found.masked || found.person.email === null) return noSuchPerson
      messages.push(writeInvitation(org, found.person, found.person.email))
    }
    return done(messages)
  },
}

/** The role is explained with its default permission set, as on the invite form (S1.1). */
function writeInvitation(org: Org, person: StaffMember, to: string) {
  const state = org.state()
  const role = state.blueprint.roles.find(({ key }) => key === person.role)
  const roleName = presentRole(state, person.role).name
  const sender = org.actor === null ? null : (state.staff.get(org.actor) ?? null)
  const places = person.assignments.map(({ place }) => state.places.get(place)?.name ?? place)
  const byArea = state.blueprint.areas.flatMap(({ key, name }) => {
    const held = state.blueprint.permissions.filter(
      (permission) => permission.area === key && cellReach(state, person.role, permission.key) !== 'none',
    )
    return held.length === 0 ? [] : [`- ${name}: ${held.map((permission) => permission.name).join(', ')}`]
  })
  const name = person.name ?? ''
  const body = [
    `Hello ${name},`,
    '',
    `you are invited to ${state.settings.name} as ${roleName}. ${role?.summary ?? ''}`.trim(),
    '',
    places.length === 0 ? 'No place is assigned to you yet.' : `Your places: ${places.join(', ')}.`,
    '',
    byArea.length === 0 ? 'This role holds no permission by default.' : 'What this role may do by default:',
    ...byArea,
    '',
    'You hold all of this once you are marked as active. Please answer this message to accept.',
    ...(sender === null ? [] : ['', sender.name ?? '', sender.email ?? '']),
  ].join('\n')
  return { staffId: person.id, name, to, subject: `Invitation to ${state.settings.name}`, body }
}
