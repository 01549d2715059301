/** The guards before edits of a kind (blueprints.md, “Guards”). */
export function guardsOf(kind: string): string[] {
  if (kind === 'staff.setState') return ['staff.edit']
  if (kind === 'staff.merge') return ['staff.edit', 'staff.remove']
  if (kind === 'staff.demote') return ['staff.remove', 'staff.purge', 'staff.add']
  if (kind === 'staff.reassign') return ['staff.setRole']
  if (['staff.grant', 'grant.set', 'switch.set', 'org.edit'].includes(kind)) return ['grants.edit']
  if (kind.startsWith('staff.')) return [kind]
  return kind.startsWith('place.') ? ['places.edit'] : ['console.manage']
}
