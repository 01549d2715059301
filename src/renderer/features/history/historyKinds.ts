/** The kinds of change, in words, for the filter. */
export const historyKinds: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'staff.add', label: 'People added or invited' },
  { value: 'staff.edit', label: 'Details edited' },
  { value: 'staff.setState', label: 'Marked as active' },
  { value: 'staff.setRole', label: 'Role changed' },
  { value: 'staff.demote', label: 'Moved down the guided way' },
  { value: 'staff.merge', label: 'Merged' },
  { value: 'staff.assign', label: 'Places assigned' },
  { value: 'staff.grant', label: 'Personal grants' },
  { value: 'staff.remove', label: 'Removed' },
  { value: 'staff.restore', label: 'Restored' },
  { value: 'staff.purge', label: 'Purged' },
  { value: 'grant.set', label: 'Permissions edited' },
  { value: 'switch.set', label: 'Features and settings' },
  { value: 'inbox.close', label: 'Inbox' },
  { value: 'sequencer.set', label: 'Who settles' },
  { value: 'role.create', label: 'Roles added' },
  { value: 'role.edit', label: 'Roles described' },
  { value: 'role.move', label: 'Roles moved on the ladder' },
  { value: 'role.delete', label: 'Roles deleted' },
  { value: 'permission.create', label: 'Permissions added' },
  { value: 'permission.edit', label: 'Permissions described' },
  { value: 'permission.delete', label: 'Permissions deleted' },
  { value: 'area.set', label: 'Areas of permissions' },
  { value: 'blueprint.own', label: 'Blueprint made one’s own' },
  { value: 'blueprint.update', label: 'Blueprint updated' },
  { value: 'document.set', label: 'Written down' },
  { value: 'org.edit', label: 'Name and time zone' },
  { value: 'place.create', label: 'Places added' },
  { value: 'place.edit', label: 'Places edited' },
  { value: 'key.enroll', label: 'Consoles enrolled' },
  { value: 'key.revoke', label: 'Keys revoked' },
  { value: 'registrar.set', label: 'Settling handed over' },
  { value: 'recovery.set', label: 'Recovery words replaced' },
]

const dayMs = 86_400_000

/** How far back the list goes. */
export const historySpans = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '365', label: 'Last year' },
] as const
export type HistorySpan = (typeof historySpans)[number]['value']

export function sinceOf(span: HistorySpan, nowMs: number): number {
  return nowMs - Number(span) * dayMs
}
